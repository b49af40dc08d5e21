# usage: ruby jekyll_content.rb CAPSULE
# The HTML that Jekyll makes of each post, without its layout, as JSON. Takes Debian's jekyll; run by jekyll_words.py.
require "json"
require "jekyll"

config = Jekyll.configuration("source" => ARGV[0], "destination" => "/nonexistent", "quiet" => true,
                              "disable_disk_cache" => true)
site = Jekyll::Site.new(config)
site.reset
site.read
posts = site.posts.docs.map do |post|
  post.data["layout"] = "none"
  { source: post.relative_path, html: Jekyll::Renderer.new(site, post, site.site_payload).run }
end
puts JSON.generate(posts)
