# fish completion for kaijisho. What may come next is asked of the program; fish adds the names of files.
# SPDX-License-Identifier: MIT

function __kaijisho_candidates
    set -l tokens (commandline -opc)
    set -l program $tokens[1]
    set -l current (commandline -ct)
    for line in ($program help --complete -- $tokens[2..-1] (string unescape -- $current; or echo $current) 2>/dev/null)
        switch $line
            case :yaml
                __fish_complete_suffix .yaml .yml
            case :files
                __fish_complete_path (string replace -r -- '^--[a-z-]*=' '' $current)
            case '*'
                echo $line
        end
    end
end

complete -c kaijisho -f -a '(__kaijisho_candidates)'
