# bash completion of splashdown-feed
_splashdown_feed() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $before in
        --output) COMPREPLY=($(compgen -f -- "$word")) && return ;;
        --generator) COMPREPLY=($(compgen -W 'auto jekyll hexo hugo zola notes plain' -- "$word")) && return ;;
        --content) COMPREPLY=($(compgen -W 'full summary none' -- "$word")) && return ;;
        --alternate) COMPREPLY=($(compgen -W 'gopher web' -- "$word")) && return ;;
        --base-url | --limit | --tag | --category | --archive) return ;;
    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '--base-url --output --generator --limit --content --alternate --tag --category --archive
            --version --help' -- "$word"))
    else
        COMPREPLY=($(compgen -d -- "$word"))
    fi
}
complete -o filenames -F _splashdown_feed splashdown-feed
