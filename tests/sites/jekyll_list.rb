# usage: ruby jekyll_list.rb CAPSULE
# What Jekyll itself publishes, as JSON: the yardstick of `splashdown list`. Takes Debian's jekyll; run by make_expected.py.
require "json"
require "jekyll"

config = Jekyll.configuration("source" => ARGV[0], "destination" => File.join(ARGV[0], "_site"), "quiet" => true,
                              "disable_disk_cache" => true)
site = Jekyll::Site.new(config)
site.reset
site.read
posts = site.posts.docs.select { |post| site.publisher.publish?(post) }.map do |post|
  { source: post.relative_path, url: post.url, id: post.id, date: post.date.xmlschema, title: post.data["title"].to_s,
    categories: post.data["categories"].map(&:to_s), tags: post.data["tags"].map(&:to_s) }
end
pages = site.pages.select { |page| %w[.md .markdown .mkd .mkdn .mkdown].include?(page.ext) }.map do |page|
  { source: page.relative_path, url: page.url, title: page.data["title"].to_s }
end
puts JSON.pretty_generate(posts: posts.sort_by { |post| post[:source] }, pages: pages.sort_by { |page| page[:source] })
