#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2154 # the files below share their variables with this one
# Deploys the application of template.yaml to a stage by CloudFormation, and brings it back. See docs/operations.md.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in say settings preflight lock snapshot release smoke rollback record operate; do
  # shellcheck source=/dev/null
  . "$root/deploy/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
Usage: ./deploy.sh STAGE [deploy] [options]     test, package, deploy and try the stage; roll back if it does not work
       ./deploy.sh STAGE rollback [options]     back to what ran before the last deployment
       ./deploy.sh STAGE status                 stack, functions, queues, last release, lock
       ./deploy.sh STAGE pause | resume         stop, or start again, what works in the background; the API goes on
       ./deploy.sh STAGE redrive QUEUE          move a queue's dead letters back to it
       ./deploy.sh STAGE restart FUNCTION       publish a new version, so that every environment starts afresh
       ./deploy.sh STAGE unlock                 remove the lock of a deployment that was killed

Options:
  --region R                 must be the region of the parameters file, which is the default
  --parameters FILE          default: deploy/parameters/STAGE.json
  --dry-run                  do all that changes nothing, print the rest
  --yes                      do not ask
  --dirty REASON             deploy a working tree with changes; the reason goes into the record
  --skip-tests REASON        deploy without ./crealia test; the reason goes into the record
  --skip-snapshot REASON     deploy without a snapshot of the data; the reason goes into the record
  --allow-replacement ID     let this stateful resource be replaced or removed; may be repeated
  --smoke-token-command CMD  prints an access token with uploads:write, for the round trip of an upload
  --smoke-within SECONDS     how long the stage may take to be ready (default 180)
  --poll SECONDS             how often to look at what AWS is doing (default 5)

Exit codes: docs/operations.md has the table; 0 is done, also when there was nothing to change.
TEXT
}

main() {
  read_arguments "$@"
  begin
  case "$verb" in
    deploy) deploy ;;
    rollback) manual_rollback ;;
    status) prepare_quietly; show_status ;;
    pause | resume) prepare_quietly; background_work "$verb" ;;
    redrive) prepare_quietly; redrive_queue "$operand" ;;
    restart) prepare_quietly; restart_function "$operand" ;;
    unlock) prepare_quietly; remove_lock ;;
  esac
}

deploy() {
  step preflight; preflight; take_lock
  step regression; regression
  step snapshot; rollback_point; snapshot
  step package; package; make_change_set
  step 'diff guard'; guard
  step deploy; execute
  step 'smoke test'; smoke_or_roll_back
  step rollback; decided 'not needed'
  step record; result=deployed; write_record
}

# Values that later steps fill in; the record shows what is there.
declare_state() {
  verb=deploy operand='' stage='' region_wanted='' parameters_file='' dry_run=no yes=no dirty_reason='' skip_tests=''
  skip_snapshot='' allowed='' token_command='' smoke_within=180 poll=5
  step_number=0 step_name='arguments' line_number=0 child='' locked_by_me=no changed=no interrupted=no result='' failure=''
  answer='' complaint='' stack_kind='' snapshot_id='' change_set='' release='' commit='' api_url='' seen_version=''
  account='' region='' bucket='' deployer='' templates_url='' executing=no stack_state='' ended_in='' status='' holder=''
}

read_arguments() {
  declare_state
  case "${1:-}" in
    '' | -h | --help | help) usage; exit 0 ;;
  esac
  stage=$1; shift
  local pattern='^[a-z][a-z0-9]{1,15}$'
  [[ "$stage" =~ $pattern ]] || stop 2 "'$stage' is no name of a stage" 'use 2 to 16 small letters and digits, first a letter, as template.yaml asks'
  while [ $# -gt 0 ]; do
    case "$1" in
      deploy | rollback | status | pause | resume | unlock) verb=$1 ;;
      redrive | restart) verb=$1; operand=$(value_of "$@"); shift ;;
      --dry-run) dry_run=yes ;;
      --yes) yes=yes ;;
      --region) region_wanted=$(value_of "$@"); shift ;;
      --parameters) parameters_file=$(value_of "$@"); shift ;;
      --dirty) dirty_reason=$(value_of "$@"); shift ;;
      --skip-tests) skip_tests=$(value_of "$@"); shift ;;
      --skip-snapshot) skip_snapshot=$(value_of "$@"); shift ;;
      --allow-replacement) allowed="$allowed $(value_of "$@")"; shift ;;
      --smoke-token-command) token_command=$(value_of "$@"); shift ;;
      --smoke-within) smoke_within=$(seconds_of "$@"); shift ;;
      --poll) poll=$(seconds_of "$@"); shift ;;
      -h | --help) usage; exit 0 ;;
      *) stop 2 "$1 is no option" './deploy.sh --help shows them' ;;
    esac
    shift
  done
  : "${parameters_file:=$root/deploy/parameters/$stage.json}"
}

value_of() {
  case "${2:-}" in
    '' | --*) stop 2 "$1 needs a value" './deploy.sh --help shows the options' ;;
  esac
  printf '%s' "$2"
}

seconds_of() {
  local value; value=$(value_of "$@")
  case "$value" in
    *[!0-9]*) stop 2 "$1: expected whole seconds, was $value" './deploy.sh --help shows the options' ;;
  esac
  printf '%s' "$value"
}

begin() {
  work=$(mktemp -d)
  # A trap runs with the redirections of the command that it interrupts; what it says belongs here.
  exec 3>&1 4>&2
  trap finish EXIT
  trap on_signal INT TERM HUP
  stack=crealia-$stage
  started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  # The CLI must neither page nor ask, and answers lines of text.
  export AWS_PAGER='' AWS_DEFAULT_OUTPUT=text AWS_CLI_AUTO_PROMPT=off AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=5
  [ "$dry_run" = no ] || printf 'Dry run: nothing is changed; "would" stands before what a real run does.\n'
}

# What every verb but deploy and rollback needs: tools, parameters, the right account.
prepare_quietly() {
  step "$verb"
  check_tools aws
  read_settings
  check_account
}

main "$@"
