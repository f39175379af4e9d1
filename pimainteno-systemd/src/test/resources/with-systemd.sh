#!/bin/bash
# Runs a command against a real systemd of its own, PID 1 of its own namespaces, with a D-Bus system bus and a journal,
# and leaves no trace on the host.
#
#   with-systemd.sh [OPTION]... -- COMMAND [ARGUMENT]...
#   with-systemd.sh [OPTION]... --hold
#
#   --rw DIR        DIR stays the host's: what is written there is kept. Everything else that is written vanishes.
#   --ro DIR        shows, for reading, a directory of the host that is hidden inside (below /tmp, /run, /var/tmp)
#   --unit FILE     adds a unit
#   --polkit        brings polkit, if it is installed
#   --user-manager  brings user@.service and logind
#   --host-net      shares the network of the host; otherwise there is a loopback device and nothing else
#   --timeout S     ends the command after S seconds
#   --debug         prints what systemd says while it starts
#   --hold          prints "ready FILE" and waits for the end of standard input. Until then, "bash FILE COMMAND
#                   [ARGUMENT]..." runs a command inside, in /, with the environment of the caller.
#
# Exit code: that of the command; 77 if this machine cannot do it, 124 after a timeout, 125 if systemd did not come up.
#
# What contains it:
#   files       an overlay: the host's root below, for reading only, and memory above
#   units       SYSTEMD_UNIT_PATH names a folder made here: systemd knows no unit of the host, and no generator runs, so
#               that no unit can touch the host's kernel settings, devices or mounts
#   kernel      /sys and /proc/sys are for reading only; own pid, mount, cgroup, uts, ipc and (mostly) net namespaces
#   life time   an own cgroup, killed as a whole; and this script, unshare and PID 1 each die with their parent
# It guards against accidents, not against a hostile root.
set -euo pipefail

RW=() RO=() UNITS=() POLKIT=0 USER_MANAGER=0 HOST_NET=0 TIMEOUT=0 DEBUG=0 HOLD=0
while [ $# -gt 0 ]; do
    case $1 in
        --rw) RW+=("$(realpath "$2")"); shift 2 ;;
        --ro) RO+=("$(realpath "$2")"); shift 2 ;;
        --unit) UNITS+=("$(realpath "$2")"); shift 2 ;;
        --polkit) POLKIT=1; shift ;;
        --user-manager) USER_MANAGER=1; shift ;;
        --host-net) HOST_NET=1; shift ;;
        --timeout) TIMEOUT=$2; shift 2 ;;
        --debug) DEBUG=1; shift ;;
        --hold) HOLD=1; shift ;;
        --) shift; break ;;
        -*) echo "with-systemd: unknown option $1" >&2; exit 2 ;;
        *) break ;;
    esac
done
[ $HOLD = 1 ] || [ $# -gt 0 ] || { echo "with-systemd: no command" >&2; exit 2; }

# ---- what this machine must have --------------------------------------------------------------------------------------
cannot() { echo "with-systemd: cannot: $*" >&2; exit 77; }
[ "$(id -u)" = 0 ] || cannot "it needs root"
SYSTEMD=
for file in /usr/lib/systemd/systemd /lib/systemd/systemd; do
    [ -x $file ] && SYSTEMD=$file && break
done
[ -n "$SYSTEMD" ] || cannot "systemd is not installed"
for program in unshare nsenter setpriv dbus-daemon systemctl journalctl pivot_root findmnt; do
    command -v $program >/dev/null || cannot "there is no $program"
done
LIB=
for folder in /usr/lib/systemd/system /lib/systemd/system; do
    [ -f $folder/dbus.socket ] && LIB=$folder && break
done
[ -n "$LIB" ] || cannot "dbus.socket is not installed"
[ $POLKIT = 0 ] || [ -f "$LIB/polkit.service" ] || cannot "polkit is not installed"
if [ $USER_MANAGER = 1 ]; then
    [ -f "$LIB/user@.service" ] || cannot "user@.service is not installed"
    compgen -G '/lib/*/security/pam_systemd.so' >/dev/null || compgen -G '/lib*/security/pam_systemd.so' >/dev/null ||
        cannot "pam_systemd is not installed"
fi
CGROUPS=$(findmnt -rnt cgroup2 -o TARGET | head -1)
[ -n "$CGROUPS" ] || cannot "cgroup2 is not mounted"

# ---- a cgroup and a folder, and what an earlier run left of them when it was killed --------------------------------------
for d in "$CGROUPS"/with-systemd-*; do
    if [ ! -d "$d" ] || kill -0 "${d##*-}" 2>/dev/null; then continue; fi
    [ -w "$d/cgroup.kill" ] && echo 1 2>/dev/null >"$d/cgroup.kill" || true
    find "$d" -depth -type d -exec rmdir {} \; 2>/dev/null || true
done
for d in "${TMPDIR:-/tmp}"/with-systemd.*.??????; do
    [ -d "$d" ] || continue
    p=${d%.*} p=${p##*.}
    kill -0 "$p" 2>/dev/null || rm -rf "$d"
done
CG=$CGROUPS/with-systemd-$$
mkdir "$CG" 2>/dev/null || cannot "no cgroup can be made in $CGROUPS"
STATE=$(mktemp -d "${TMPDIR:-/tmp}/with-systemd.$$.XXXXXX")
CHILD= P1=
cleanup() {
    set +e
    trap - EXIT INT TERM HUP
    exec 2>/dev/null
    # PID 1 first: its parent, unshare, reaps it and ends by itself.
    if [ -n "$P1" ]; then kill -KILL "$P1"; elif [ -n "$CHILD" ]; then kill -KILL "$CHILD"; fi
    for _ in $(seq 100); do
        { echo 1 >"$CG/cgroup.kill"; } 2>/dev/null
        grep -q '^populated 0' "$CG/cgroup.events" 2>/dev/null && break
        sleep 0.02
    done
    [ -n "$CHILD" ] && wait "$CHILD"
    for _ in $(seq 50); do
        find "$CG" -depth -type d -exec rmdir {} \;
        [ -d "$CG" ] || break
        sleep 0.02
    done
    rm -rf "$STATE"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- the units that systemd knows ----------------------------------------------------------------------------------------
U=$STATE/units
mkdir -p "$U"
take() {
    local unit
    for unit in "$@"; do [ ! -e "$LIB/$unit" ] || cp -L "$LIB/$unit" "$U/$unit"; done
}
stub() { printf '[Unit]\nDescription=%s (stub)\nDefaultDependencies=no\n%b' "$1" "${2:-}" >"$U/$1"; }
take dbus.socket shutdown.target umount.target sockets.target slices.target system.slice user.slice timers.target \
    paths.target network.target systemd-journald.socket systemd-journald-dev-log.socket systemd-exit.service exit.target
for target in sysinit local-fs local-fs-pre swap network-online nss-user-lookup time-sync remote-fs; do
    stub $target.target
done
stub basic.target 'Requires=sysinit.target\nWants=sockets.target slices.target\nAfter=sysinit.target sockets.target slices.target\n'
stub multi-user.target 'Requires=basic.target\nAfter=basic.target\n'
stub with-systemd.target 'Requires=basic.target dbus.service systemd-journald.service\nAfter=basic.target dbus.service systemd-journald.service\n'
cat >"$U/dbus.service" <<'UNIT'
[Unit]
Description=D-Bus system bus
DefaultDependencies=no
Requires=dbus.socket
After=dbus.socket
[Service]
Type=notify
ExecStart=/usr/bin/dbus-daemon --system --address=systemd: --nofork --nopidfile --systemd-activation --syslog-only
NotifyAccess=main
UNIT
cat >"$U/systemd-journald.service" <<UNIT
[Unit]
Description=Journal
DefaultDependencies=no
Requires=systemd-journald.socket
After=systemd-journald.socket systemd-journald-dev-log.socket
[Service]
Type=notify
ExecStart=$(dirname "$SYSTEMD")/systemd-journald
Sockets=systemd-journald.socket systemd-journald-dev-log.socket
StandardOutput=null
FileDescriptorStoreMax=4224
Restart=always
RestartSec=0
UNIT
ln -s dbus.service "$U/dbus-org.freedesktop.DBus.service"
[ $POLKIT = 0 ] || take polkit.service
if [ $USER_MANAGER = 1 ]; then
    take user@.service user-runtime-dir@.service user-.slice systemd-logind.service dbus-org.freedesktop.login1.service
    for d in user@.service.d user-.slice.d user@0.service.d; do
        [ ! -d "$LIB/$d" ] || cp -rL "$LIB/$d" "$U/"
    done
fi
for unit in ${UNITS[@]+"${UNITS[@]}"}; do cp -L "$unit" "$U/"; done

# ---- what runs inside the new namespaces and becomes PID 1 ---------------------------------------------------------------
cat >"$STATE/init.sh" <<'INIT'
#!/bin/bash
set -e
mount --make-rprivate /
M=$STATE/mnt
mkdir -p "$M"
mount -t tmpfs -o mode=755,size=512m with-systemd "$M"
mkdir -p "$M/up" "$M/work" "$M/root"
mount -t overlay overlay -o lowerdir=/,upperdir="$M/up",workdir="$M/work" "$M/root"
R=$M/root

# Other local file systems of the host that hold data, for reading only.
findmnt -rno TARGET,FSTYPE | while read -r t fs; do
    case $fs in ext[234] | xfs | btrfs | f2fs | zfs | vfat | squashfs | 9p | virtiofs | fuse* | overlay) ;; *) continue ;; esac
    case $t in / | "$STATE"/* | /proc* | /sys* | /dev* | /run* | /tmp*) continue ;; esac
    [ ! -d "$R$t" ] || { mount --bind "$t" "$R$t" && mount -o remount,bind,ro "$R$t"; } || true
done

mount -t tmpfs -o mode=755,size=64m tmpfs "$R/run"
mkdir -p "$R/run/lock" "$R/run/systemd/system" "$R/run/dbus" "$R/run/with-systemd/none"
mount -t tmpfs -o mode=1777,size=1g tmpfs "$R/tmp"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$R/var/tmp"
mount -t tmpfs -o mode=755,size=64m tmpfs "$R/dev"
for n in null zero full random urandom tty; do : >"$R/dev/$n"; mount --bind "/dev/$n" "$R/dev/$n"; done
mkdir -p "$R/dev/pts" "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$R/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$R/dev/shm"
ln -s pts/ptmx "$R/dev/ptmx"
ln -s /proc/self/fd "$R/dev/fd"
ln -s /proc/self/fd/0 "$R/dev/stdin"
ln -s /proc/self/fd/1 "$R/dev/stdout"
ln -s /proc/self/fd/2 "$R/dev/stderr"
mount -t proc proc "$R/proc"
for p in sys sysrq-trigger irq bus; do
    [ ! -e "$R/proc/$p" ] || { mount --bind "$R/proc/$p" "$R/proc/$p" && mount -o remount,bind,ro "$R/proc/$p"; }
done
mount -t sysfs -o ro sysfs "$R/sys"
mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$R/etc/systemd/system"
cp -r "$STATE/units" "$R/run/with-systemd/units"

mkdir -p "$R/etc/systemd/journald.conf.d" "$R/etc/systemd/system.conf.d"
cat >"$R/etc/systemd/journald.conf.d/zz-with-systemd.conf" <<'CONF'
[Journal]
Storage=volatile
Audit=no
ReadKMsg=no
ForwardToConsole=no
ForwardToSyslog=no
ForwardToWall=no
RateLimitIntervalSec=0
RuntimeMaxUse=32M
CONF
cat >"$R/etc/systemd/system.conf.d/zz-with-systemd.conf" <<'CONF'
[Manager]
DefaultTimeoutStopSec=5s
DefaultTimeoutStartSec=15s
DefaultStartLimitIntervalSec=0
RebootWatchdogSec=0
RuntimeWatchdogSec=0
CtrlAltDelBurstAction=none
CONF
rm -f "$R/etc/machine-id" "$R/etc/hostname"
od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$R/etc/machine-id"
echo >>"$R/etc/machine-id"
echo with-systemd >"$R/etc/hostname"
hostname with-systemd 2>/dev/null || true

while read -r mode d; do
    [ -n "$d" ] || continue
    mkdir -p "$R$d"
    mount --bind "$d" "$R$d"
    [ "$mode" = rw ] || mount -o remount,bind,ro "$R$d"
done <"$STATE/binds"
if getent group systemd-journal >/dev/null; then
    install -d -m 2755 -g systemd-journal "$R/run/log/journal" "$R/run/log/journal/$(cat "$R/etc/machine-id")"
fi
[ "$HOST_NET" = 1 ] || ip link set lo up 2>/dev/null || true

cd "$R"
mkdir -p "$R/mnt"
pivot_root . mnt
cd /
umount -l /mnt
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin container=with-systemd \
    SYSTEMD_UNIT_PATH="$UNIT_PATH" SYSTEMD_GENERATOR_PATH=/run/with-systemd/none \
    SYSTEMD_ENVIRONMENT_GENERATOR_PATH=/run/with-systemd/none SYSTEMD_PRESET_PATH=/run/with-systemd/none \
    setpriv --bounding-set "$DROP" "$SYSTEMD" --system --unit=with-systemd.target --show-status=no \
    --log-target="$LOG_TARGET" --log-level=info --crash-reboot=no
INIT
: >"$STATE/binds"
for d in ${RO[@]+"${RO[@]}"}; do echo "ro $d"; done >>"$STATE/binds"
for d in ${RW[@]+"${RW[@]}"}; do echo "rw $d"; done >>"$STATE/binds"

export STATE SYSTEMD HOST_NET
export DROP=-sys_module,-sys_rawio,-sys_time,-sys_boot,-sys_nice,-syslog,-mac_admin,-mac_override,-audit_control,-wake_alarm,-block_suspend,-mknod
export UNIT_PATH=/etc/systemd/system:/run/systemd/system:/run/systemd/transient:/run/with-systemd/units
export LOG_TARGET=journal
[ $DEBUG = 0 ] || LOG_TARGET=console

# ---- start ---------------------------------------------------------------------------------------------------------------
NET=--net
[ $HOST_NET = 0 ] || NET=
# The cgroup is joined first, so that the cgroup namespace has its root there.
(
    echo $BASHPID >"$CG/cgroup.procs"
    exec setpriv --pdeathsig KILL unshare --mount --pid --fork --cgroup --uts --ipc $NET --kill-child=KILL \
        /bin/bash "$STATE/init.sh"
) </dev/null >"$STATE/boot.log" 2>&1 &
CHILD=$!
fail() {
    echo "with-systemd: $*" >&2
    sed 's/^/  /' "$STATE/boot.log" | tail -30 >&2
    exit 125
}
for _ in $(seq 500); do
    P1=$(cat /proc/$CHILD/task/$CHILD/children 2>/dev/null | tr -d ' ') || true
    [ -z "$P1" ] || break
    kill -0 $CHILD 2>/dev/null || fail "the namespaces could not be made"
    sleep 0.01
done
[ -n "$P1" ] || fail "there is no PID 1"
NS=(nsenter -t "$P1" -m -p -C -u -i)
[ $HOST_NET = 1 ] || NS+=(-n)
up() {
    [ "$(readlink /proc/$P1/exe)" = "$(realpath "$SYSTEMD")" ] &&
        [ "$("${NS[@]}" systemctl is-active with-systemd.target 2>/dev/null)" = active ]
}
READY=
for _ in $(seq 1200); do
    kill -0 $CHILD 2>/dev/null || fail "systemd ended"
    ! up || { READY=1 && break; }
    sleep 0.025
done
[ -n "$READY" ] || fail "systemd did not come up: $("${NS[@]}" systemctl list-jobs --no-pager 2>&1 | head -8)"
[ $DEBUG = 0 ] || sed 's/^/  /' "$STATE/boot.log" >&2

# ---- run the command -----------------------------------------------------------------------------------------------------
mkdir -p "$CG/with-systemd-command"
cat >"$STATE/enter" <<ENTER
echo \$\$ >$CG/with-systemd-command/cgroup.procs || exit 125
export SYSTEMD_UNIT_PATH=$UNIT_PATH DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/dbus/system_bus_socket
cd /
exec ${NS[@]} setpriv --bounding-set $DROP "\$@"
ENTER
if [ $HOLD = 1 ]; then
    echo "ready $STATE/enter"
    cat >/dev/null
    exit 0
fi
set +e
(
    # The directory is entered inside: one that is entered before is still the host's.
    inside='cd "$1" 2>/dev/null || { echo "with-systemd: $1 is not visible inside: --rw or --ro shows it" >&2; exit 125; }; shift; exec "$@"'
    COMMAND=(/bin/bash "$STATE/enter" /bin/bash -c "$inside" with-systemd "$PWD" "$@")
    unset STATE SYSTEMD HOST_NET DROP UNIT_PATH LOG_TARGET
    export TMPDIR=/tmp
    [ "$TIMEOUT" = 0 ] || exec setpriv --pdeathsig KILL timeout -k 5 "$TIMEOUT" "${COMMAND[@]}"
    exec setpriv --pdeathsig KILL "${COMMAND[@]}"
) <&0 &
wait $!
