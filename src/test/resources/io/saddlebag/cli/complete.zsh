# Prints what zsh offers when TAB is pressed behind a line. Arguments: the directory of the completion function, the line.
zmodload zsh/zpty
hits=$(mktemp)

setup="
fpath=(${(q)1} \$fpath)
autoload -Uz compinit && compinit -u -D
unsetopt zle_bracketed_paste
bindkey '^I' complete-word
compadd() {
  # What only fills arrays, or asks, offers nothing.
  if [[ \"\${@[1,(i)(-|--)]}\" != *-(O|A|D)* ]]; then
    local -a found
    builtin compadd -A found \"\$@\"
    [[ \$#found -eq 0 ]] || print -rl -- \$found >>${(q)hits}
  fi
  builtin compadd \"\$@\"
}
finish() { exit }
comppostfuncs=(finish)
print -r -- re''ady
"
zpty terminal zsh -f -i
zpty -w terminal "eval ${(qq)setup}"
zpty -r terminal output '*ready*' || { print -u2 -r -- "zsh did not start: $output"; exit 1; }
zpty -w -n terminal "$2"$'\t'
while zpty -r terminal output; do :; done
sort -u $hits
rm -f $hits
