# bash completion of splashdown
_splashdown() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        [[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]} && break; }
    done
    if [[ -z $command ]]; then
        COMPREPLY=($(compgen -W 'serve render list check export cert new publish status help --version --help' -- "$word"))
        return
    fi

    case $command:$before in
        *:-c | *:--config) COMPREPLY=($(compgen -f -- "$word")) && return ;;
        *:--certs | *:--output) COMPREPLY=($(compgen -d -- "$word")) && return ;;
        *:--generator) COMPREPLY=($(compgen -W 'auto jekyll hexo hugo zola notes plain' -- "$word")) && return ;;
        *:--workers) COMPREPLY=($(compgen -W auto -- "$word")) && return ;;
        export:--to) COMPREPLY=($(compgen -W 'gemini gopher web' -- "$word")) && return ;;
        *:--to) COMPREPLY=($(compgen -W 'gemtext gophermap text html' -- "$word")) && return ;;
        status:--format) COMPREPLY=($(compgen -W 'text json prometheus' -- "$word")) && return ;;
        *:--format) COMPREPLY=($(compgen -W 'text json' -- "$word")) && return ;;
        *:--host | *:--listen | *:--tags | *:--slug | *:--base-url | *:--width | *:--*-port) return ;;
    esac

    local flags=''
    case $command in
        serve)
            flags='-c --config --host --listen --gemini-port --gopher-port --public-gemini-port --public-gopher-port
                --certs --workers --generator --drafts --future -q --quiet -v --verbose'
            ;;
        render) flags='--to --generator --host --gopher-port --width' ;;
        list) flags='--format --generator --drafts --future' ;;
        check) flags='-c --config --dump --server --all --format --generator --drafts --future' ;;
        export) flags='--to --output --base-url -c --config --generator --host --gopher-port --width --watch' ;;
        cert) flags='-c --config --host --certs --again' ;;
        new) flags='--tags --slug --draft --edit' ;;
        status) flags='-c --config --format --watch' ;;
    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$flags --help" -- "$word"))
        return
    fi
    case $command in
        help) COMPREPLY=($(compgen -W 'serve render list check export cert new publish status' -- "$word")) ;;
        cert) COMPREPLY=($(compgen -W 'show create renew tickets' -- "$word")) ;;
        render | publish) COMPREPLY=($(compgen -f -- "$word")) ;;
        *) COMPREPLY=($(compgen -d -- "$word")) ;;
    esac
}
complete -o filenames -F _splashdown splashdown
