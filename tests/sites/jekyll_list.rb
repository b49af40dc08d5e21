# usage: ruby jekyll_list.rb CAPSULE
# The pages that Jekyll itself publishes, as JSON: the yardstick of `splashdown list`. Takes Debian's jekyll; run by make_expected.py.
require "json"
require "jekyll"

# Jekyll takes source: from a configuration that lies in the current folder.
Dir.chdir ARGV[0]
config = Jekyll.configuration("quiet" => true, "disable_disk_cache" => true)
site = Jekyll::Site.new(config)
site.reset
site.read
path_of = ->(item) { item.path.delete_prefix(site.source + "/") }
posts = site.posts.docs.select { |post| site.publisher.publish?(post) }.map do |post|
  { source: path_of.(post), url: post.url, id: post.id, date: post.date.xmlschema, title: post.data["title"].to_s,
    categories: post.data["categories"].map(&:to_s), tags: post.data["tags"].map(&:to_s) }
end
pages = site.pages.select { |page| %w[.md .markdown .mkd .mkdn .mkdown].include?(page.ext) }.map do |page|
  { source: page.relative_path, url: page.url, title: page.data["title"].to_s }
end
collections = site.collections.except("posts").values.select(&:write?)
documents = collections.flat_map(&:docs).select { |document| site.publisher.publish?(document) }.map do |document|
  { source: path_of.(document), url: document.url, title: document.data["title"].to_s, collection: document.collection.label,
    categories: document.data["categories"].map(&:to_s), tags: document.data["tags"].map(&:to_s),
    date: (document.date.xmlschema unless document.date == site.time) }
end
own, plain = site.static_files.partition { |file| file.type && file.type != :posts }
moved = own.select(&:write?).map { |file| { source: path_of.(file), path: Jekyll::URL.unescape_path(file.url).delete_prefix("/") } }
files = plain.map { |file| file.relative_path.delete_prefix("/") }
source = site.source.delete_prefix(Dir.pwd).delete_prefix("/")
puts JSON.pretty_generate(source: source, posts: posts.sort_by { |post| post[:source] }, pages: pages.sort_by { |page| page[:source] },
                          documents: documents, files: files.sort,
                          moved: moved.sort_by { |file| file[:source] })
