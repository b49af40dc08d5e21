# usage: ruby jekyll_posts.rb CAPSULE
# The posts of a Jekyll site as jekyll-feed would name them, as JSON. Plugins and themes of the site's own are left out.
require "json"
require "jekyll"

Dir.chdir(ARGV[0])
config = Jekyll.configuration("quiet" => true, "plugins" => [], "gems" => [], "plugins_dir" => "_none", "theme" => nil,
                              "disable_disk_cache" => true, "incremental" => false, "limit_posts" => 0, "show_drafts" => false)
site = Jekyll::Site.new(config)
site.reset
site.read
urls = Object.new.extend(Jekyll::Filters::URLFilters)
urls.instance_variable_set(:@context, Liquid::Context.new({}, {}, { site: site }))
posts = site.posts.docs.select { |post| site.publisher.publish?(post) && post.data["draft"] != true }
puts JSON.generate(url: site.config["url"].to_s, source: site.source, posts: posts.map do |post|
  { source: post.relative_path, id: urls.absolute_url(post.id), address: urls.absolute_url(post.url), date: post.date.to_i,
    title: post.data["title"].to_s, tags: post.data["categories"].map(&:to_s) | post.data["tags"].map(&:to_s) }
end)
