# fish completion of splashdown
function __splashdown_on
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

complete -c splashdown -f
complete -c splashdown -n __fish_use_subcommand -l version -d 'Show the version'
complete -c splashdown -n __fish_use_subcommand -l help -d 'Show the commands'
complete -c splashdown -n __fish_use_subcommand -a serve -d 'Serve a capsule on Gemini and Gopher'
complete -c splashdown -n __fish_use_subcommand -a render -d 'Convert one post to standard output'
complete -c splashdown -n __fish_use_subcommand -a list -d 'List every published page'
complete -c splashdown -n __fish_use_subcommand -a check -d 'Report what readers will miss or see wrong'
complete -c splashdown -n __fish_use_subcommand -a export -d 'Write as files what serve would send'
complete -c splashdown -n __fish_use_subcommand -a cert -d 'Show, make or renew a certificate'
complete -c splashdown -n __fish_use_subcommand -a new -d 'Begin a post dated today'
complete -c splashdown -n __fish_use_subcommand -a publish -d 'Make a post of a draft'
complete -c splashdown -n __fish_use_subcommand -a status -d 'Report what a running server has done'
complete -c splashdown -n __fish_use_subcommand -a help -d 'Tell what a command does'

complete -c splashdown -n '__splashdown_on serve render list check export cert new publish status' -l help -d 'Show the flags'
complete -c splashdown -n '__splashdown_on help' -a 'serve render list check export cert new publish status'
complete -c splashdown -n '__splashdown_on serve list check export new' -a '(__fish_complete_directories)'
complete -c splashdown -n '__splashdown_on cert' -a 'show create renew tickets'
complete -c splashdown -n '__splashdown_on render publish' -F

complete -c splashdown -n '__splashdown_on serve check status export cert' -s c -l config -r -F -d 'Configuration file'
complete -c splashdown -n '__splashdown_on serve render export cert' -l host -x -d 'Host name'
complete -c splashdown -n '__splashdown_on serve' -l listen -x -d 'IP address to listen on'
complete -c splashdown -n '__splashdown_on serve' -l gemini-port -x -d 'Port of Gemini'
complete -c splashdown -n '__splashdown_on serve render export' -l gopher-port -x -d 'Port of Gopher'
complete -c splashdown -n '__splashdown_on serve' -l public-gemini-port -x -d 'Port that readers see'
complete -c splashdown -n '__splashdown_on serve' -l public-gopher-port -x -d 'Port that readers see'
complete -c splashdown -n '__splashdown_on check' -l all -d 'Every complaint at every place'
complete -c splashdown -n '__splashdown_on check' -l server -d 'Only what would keep the server from serving'
complete -c splashdown -n '__splashdown_on cert' -l again -d 'Make a new key although there was one'
complete -c splashdown -n '__splashdown_on new' -l tags -x -d 'Tags, with commas between'
complete -c splashdown -n '__splashdown_on new' -l slug -x -d 'Name in the address'
complete -c splashdown -n '__splashdown_on new' -l draft -d 'A draft'
complete -c splashdown -n '__splashdown_on new' -l edit -d 'Open it in your editor'
complete -c splashdown -n '__splashdown_on serve cert' -l certs -x -a '(__fish_complete_directories)' -d 'Folder of certificates'
complete -c splashdown -n '__splashdown_on serve' -l workers -x -a auto -d 'Processes that serve'
complete -c splashdown -n '__splashdown_on serve render list check export' -l generator -x -a 'auto jekyll hexo hugo zola notes plain' -d 'Whose folder it is'
complete -c splashdown -n '__splashdown_on serve list check' -l drafts -d 'Drafts, too'
complete -c splashdown -n '__splashdown_on serve list check' -l future -d 'Posts of the future, too'
complete -c splashdown -n '__splashdown_on serve' -s q -l quiet -d 'Errors only'
complete -c splashdown -n '__splashdown_on serve' -s v -l verbose -d 'Details, too'
complete -c splashdown -n '__splashdown_on render' -l to -x -a 'gemtext gophermap text html' -d 'What to write'
complete -c splashdown -n '__splashdown_on render export' -l width -x -d 'Columns of a line'
complete -c splashdown -n '__splashdown_on export' -l to -x -a 'gemini gopher' -d 'Protocol whose answers to write'
complete -c splashdown -n '__splashdown_on export' -l output -x -a '(__fish_complete_directories)' -d 'Folder to write to'
complete -c splashdown -n '__splashdown_on list check' -l format -x -a 'text json' -d 'For people or programs'
complete -c splashdown -n '__splashdown_on status' -l format -x -a 'text json prometheus' -d 'For people or programs'
complete -c splashdown -n '__splashdown_on check' -l dump -d 'Print the configuration in force'
