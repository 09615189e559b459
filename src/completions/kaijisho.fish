# fish completion for kaijisho. What may come next is asked of the program; fish adds the names of files.
# SPDX-License-Identifier: MIT

# Names of files for the word at hand, or for what follows --option= or ID=@ in it; with an expression only those that match, and
# folders.
function __kaijisho_files
    set -l current (commandline -ct)
    set -l before (string match -r -- '^(?:--[a-z-]*=|[^=]*=@)' $current; or echo '')
    set -l rest (string sub -s (math (string length -- $before) + 1) -- $current)
    set -l names (complete -C "__fish_command_without_completions $rest" | string replace -r '\t.*' '')
    set -q argv[1]; and set names (string match -r -- "^.*(?:/|$argv[1])\$" $names)
    for name in $names
        echo -- $before$name
    end
end

function __kaijisho_candidates
    set -l tokens (commandline -opc)
    set -l program $tokens[1]
    set -l current (commandline -ct)
    for line in ($program help --complete -- $tokens[2..-1] (string unescape -- $current; or echo $current) 2>/dev/null)
        switch $line
            case :yaml
                __kaijisho_files '\.ya?ml'
            case :files
                __kaijisho_files
            case '*'
                echo $line
        end
    end
end

complete -c kaijisho -f -a '(__kaijisho_candidates)'
