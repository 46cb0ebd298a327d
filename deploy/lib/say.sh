# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# What is printed, how AWS is asked, and how the script ends.

# A step is a number with a name; each decision in it is a line below that number.
step() {
  step_number=$((step_number + 1)); step_name=$1; line_number=0
  printf '%d. %s\n' "$step_number" "$1"
}
decided() { line_number=$((line_number + 1)); printf '   %d.%d %s\n' "$step_number" "$line_number" "$*"; }
warn() { decided "WARNING: $*"; }
would() { decided "would: $*"; }

# stop CODE WHAT WHAT-TO-DO
stop() {
  failure=$2
  printf 'deploy: stopped in step %s (%s): %s\n        To do: %s\n' "${step_number:-0}" "${step_name:-arguments}" "$2" "$3" >&2
  exit "$1"
}

# Runs a program so that Ctrl-C ends it at once: bash runs traps during "wait", not during a command.
patiently() {
  local status=0
  "$@" &
  child=$!
  wait "$child" || status=$?
  child=
  return "$status"
}

call_aws() {
  local status=0
  patiently aws "$@" >"$work/answer" 2>"$work/complaint" </dev/null || status=$?
  answer=$(<"$work/answer"); complaint=$(<"$work/complaint"); complaint=${complaint//$'\n'/ }
  return "$status"
}

# Asks AWS. What could change something is refused here, so that a dry run cannot.
ask() {
  case "$1 $2" in
    *' get-'* | *' describe-'* | *' list-'* | *' head-'* | 'cloudformation validate-template') call_aws "$@" ;;
    *) stop 70 "aws $1 $2 is no question" 'this is a mistake in deploy/lib' ;;
  esac
}

# Changes something in AWS, or in a dry run says so.
change() {
  if [ "$dry_run" = yes ]; then would "aws $*"; answer=; complaint=; return 0; fi
  call_aws "$@"
}

nap() { [ "$poll" = 0 ] || patiently sleep "$poll"; }

on_signal() {
  interrupted=yes
  [ -z "$child" ] || kill "$child" 2>/dev/null || true
  exit 130
}

finish() {
  local status=$?
  trap '' INT TERM HUP
  exec 1>&3 2>&4
  if [ "$interrupted" = yes ]; then
    failure="interrupted in step $step_number ($step_name)"
    printf '\ndeploy: %s\n' "$failure" >&2
    where_it_stands >&2
  fi
  if [ "$changed" = yes ] && [ -z "$result" ]; then
    result=failed; [ "$interrupted" = no ] || result=interrupted
    (write_record) || printf 'deploy: the record could not be written\n' >&2
  fi
  [ "$locked_by_me" = no ] || release_lock
  rm -rf "$work"
  exit "$status"
}

where_it_stands() {
  if [ "$executing" = yes ]; then
    printf '        AWS goes on with the update of %s. See ./deploy.sh %s status;\n' "$stack" "$stage"
    printf '        to end it: aws cloudformation cancel-update-stack --stack-name %s. It was not tried out: ./deploy.sh %s rollback brings the old state back.\n' "$stack" "$stage"
  elif [ "$changed" = yes ]; then
    printf '        The stack %s is as it was; a change set and files in the artifact bucket may be left.\n' "$stack"
  else
    printf '        The stack %s was not changed.\n' "$stack"
  fi
}

# Splits the row that AWS answered at its tabs, into the named variables.
fields() { IFS=$'\t' read -r "$@" <<<"$answer"; }

# Rows of digest and file, as both programs print them.
sha256() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

confirm() {
  if [ "$yes" = yes ]; then decided "confirmed by --yes: $1"; return; fi
  [ -t 0 ] || stop 43 "not confirmed: $1" 'read what is above and run again with --yes'
  local typed
  printf '   %s\n   Type the name of the stage to go on: ' "$1"
  read -r typed
  [ "$typed" = "$stage" ] || stop 43 "not confirmed: $1" 'nothing was executed'
}
