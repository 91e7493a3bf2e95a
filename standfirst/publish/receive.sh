#!/bin/sh
# What a server does for `standfirst publish`: keep releases in a folder, and show one of them.
#   receive.sh ROOT VERB [ARGUMENT]...
# ssh hands it over with each call, so nothing need be installed. To let a key do this and nothing else, install it on the
# server and name it in authorized_keys: restrict,command="/usr/local/bin/standfirst-receive /srv/www/news" ssh-ed25519 ...
# Needs rsync, flock, and an mv that knows -T (GNU, busybox).
set -efu
umask 022
root=$1
shift
restricted=
if [ $# -eq 0 ]; then
    restricted=1
    # Split at spaces alone: nothing here is ever run by a shell.
    # shellcheck disable=SC2086
    set -- ${SSH_ORIGINAL_COMMAND:-}
fi

stop() {
    printf 'standfirst-receive: %s\n' "$1" >&2
    exit "${2:-1}"
}

# A release's name: digits, a hyphen, eight hexadecimal digits.
release() {
    printf '%s\n' "$1" | grep -Eqx '[0-9]{4,}-[0-9a-f]{8}' || stop "this is no release: $1"
}

# Lines of `RELEASE PATH`: that file of that release becomes one of release $1 too.
carry() {
    while read -r origin path; do
        release "$origin"
        case "/$path/" in */../* | *//*) stop "this is no path: $path" ;; esac
        [ -e "$1/$path" ] || [ ! -f "$origin/$path" ] && continue
        mkdir -p "$1/$(dirname "$path")"
        ln "$origin/$path" "$1/$path"
    done
}

allowed='--server|-[vprcqt]+(e[0-9.]+[A-Za-z]*)?|--delete(-[a-z]+)?|--partial|--stats|--timeout=[0-9]+'
allowed="$allowed|--link-dest|(--link-dest=)?\.\./[0-9]{4,}-[0-9a-f]{8}|\.|\.incoming/"
verb=${1:-}
[ $# -eq 0 ] || shift

case $verb in
    rsync)
        # The receiving end of rsync, into .incoming and nowhere else, with the options that publishing uses.
        [ -n "$restricted" ] || stop "not here"
        # Not -s: with it rsync would read further arguments where nobody sees them.
        for word in "$@"; do
            last=$word
            printf '%s\n' "$word" | grep -Eqx -e "$allowed" || stop "refused: $word"
        done
        [ "$last" = .incoming/ ] || stop "refused: $last"
        cd "$root/releases"
        exec rsync "$@"
        ;;
    hold)
        mkdir -p "$root/releases"
        cd "$root"
        if [ -e current ] && [ ! -L current ]; then stop "current is there, and is not ours" 73; fi
        command -v flock >/dev/null || stop "flock is not installed" 72
        command -v rsync >/dev/null || stop "rsync is not installed" 72
        exec 9>>.lock
        flock -n 9 || { cat .lock; exit 75; }
        read -r owner
        printf '%s\n' "$owner" >.lock
        cd releases
        set +f
        rm -rf .gone-*
        mkdir -p .incoming
        echo held
        # Until the publisher closes the connection, or it breaks.
        cat >/dev/null
        : >../.lock
        ;;
    list)
        # Of each release a line `NAME BYTES` and its manifest, and at last `current NAME`.
        [ -d "$root/releases" ] || exit 0
        cd "$root/releases"
        set +f
        for folder in [0-9]*; do
            [ -f "$folder/release.json" ] || continue
            printf '%s %s\n' "$folder" "$(wc -c <"$folder/release.json" | tr -d ' ')"
            cat "$folder/release.json"
        done
        printf 'current %s\n' "$(basename "$(readlink ../current || echo none)")"
        ;;
    finish)
        release "$1"
        cd "$root/releases"
        [ -f .incoming/release.json ] || stop "nothing has come in"
        sync -f .incoming 2>/dev/null || sync
        mv -T .incoming "$1"
        ;;
    switch)
        release "$1"
        cd "$root/releases"
        [ -f "$1/release.json" ] || stop "there is no release $1"
        carry "$1"
        rm -f ../.current.next
        ln -s "releases/$1" ../.current.next
        mv -T ../.current.next ../current
        ;;
    prune)
        cd "$root/releases"
        for name in "$@"; do
            release "$name"
            [ "$(basename "$(readlink ../current)")" != "$name" ] || stop "$name is shown"
            mv -T "$name" ".gone-$name"
            rm -rf ".gone-$name"
        done
        ;;
    *) stop "nothing is known of: $verb" ;;
esac
