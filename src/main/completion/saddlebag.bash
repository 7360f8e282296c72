# Completion of saddlebag's commands, options and jobs, for bash; zsh's is _saddlebag beside this file. Source this file, or
# let bash-completion find it as /usr/share/bash-completion/completions/saddlebag.

# The options of a command.
_saddlebag_options() {
  case $1 in
    '') echo '--config --version --help' ;;
    backup) echo '--config --dry-run --allow-delete --new-destination --json --wait --full --differential --incremental --help' ;;
    mirror) echo '--exclude --exclude-if-present --exclude-caches --exclude-larger-than --one-file-system --hard-links --watch --dry-run --allow-delete --new-destination --json --help' ;;
    restore) echo '--to --from --snapshot --at --config --overwrite --delete --numeric-owner --dry-run --wait --json --help' ;;
    verify) echo '--from --deep --config --wait --json --help' ;;
    snapshots) echo '--from --config --json --help' ;;
    prune) echo '--config --dry-run --force --wait --json --help' ;;
    versions) echo '--config --json --help' ;;
    run) echo '--config --help' ;;
    status) echo '--config --json --help' ;;
    check) echo '--config --json --help' ;;
    alert) echo '--config --test --json --help' ;;
  esac
}

# The jobs of a configuration.
_saddlebag_jobs() {
  sed -n 's/^[[:space:]]*job\.\([a-z0-9-]*\)\.type[[:space:]]*[=:].*/\1/p' "${1/#\~/$HOME}" 2>/dev/null
}

# Offers the words of the second argument that begin with the first.
_saddlebag_offer() {
  COMPREPLY=($(compgen -W "$2" -- "$1"))
}

# Offers files (-f) or directories (-d).
_saddlebag_offer_paths() {
  local IFS=$'\n'
  type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$2" -- "$1"))
}

_saddlebag() {
  local word=${COMP_WORDS[COMP_CWORD]} config=application.properties command='' before=0 option='' i
  COMPREPLY=()
  # What stands before the word: an option that takes a value may be followed by a word of its own, "=".
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -c | --config | --to | --from | --snapshot | --at | --exclude | --exclude-if-present | --exclude-larger-than | --overwrite)
        option=${COMP_WORDS[i]}
        ;;
      =) ;;
      -*) option='' ;;
      *)
        case $option in
          -c | --config) config=${COMP_WORDS[i]} ;;
          '') if [ -z "$command" ]; then command=${COMP_WORDS[i]}; else before=$((before + 1)); fi ;;
        esac
        option=''
        ;;
    esac
  done
  [ "$word" = = ] && word=''

  case $option in
    -c | --config) _saddlebag_offer_paths "$word" -f ;;
    --to | --from) _saddlebag_offer_paths "$word" -d ;;
    --overwrite) _saddlebag_offer "$word" 'always if-changed if-newer never' ;;
    --snapshot | --at | --exclude | --exclude-if-present | --exclude-larger-than) ;;
    *)
      case $command:$before:$word in
        *:-*) _saddlebag_offer "$word" "$(_saddlebag_options "$command")" ;;
        :*) _saddlebag_offer "$word" 'backup mirror restore verify snapshots prune versions run status check alert' ;;
        backup:* | restore:0:* | verify:0:* | snapshots:0:* | prune:0:* | versions:0:*) _saddlebag_offer "$word" "$(_saddlebag_jobs "$config")" ;;
        mirror:*) _saddlebag_offer_paths "$word" -d ;;
      esac
      ;;
  esac
}

complete -F _saddlebag saddlebag
