# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# What was deployed, by whom and how it ended: one JSON document per attempt, in the artifact bucket and on the terminal.

# members NAME VALUE ...: each a line of JSON with a comma. Control characters have no place in what is recorded.
members() {
  local value backslash=\\ quote='"'
  while [ $# -gt 0 ]; do
    value=${2//"$backslash"/"$backslash$backslash"}
    value=${value//"$quote"/"$backslash$quote"}
    printf ' "%s": "%s",\n' "$1" "${value//[[:cntrl:]]/ }"
    shift 2
  done
}

record_json() {
  printf '{\n'
  members release "$release" stage "$stage" result "$result" failure "$failure" command "$verb" \
    account "$account" region "$region" by "$deployer" started_at "$started" ended_at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" ended_in_step "$ended_in" \
    commit "$commit" dirty_reason "$dirty_reason" skip_tests "$skip_tests" skip_snapshot "$skip_snapshot" allowed_replacements "${allowed# }" \
    stack "$stack" kind "$stack_kind" change_set "$change_set" snapshot "$snapshot_id" version "$seen_version"
  awk 'BEGIN { printf " \"digests\": {" } { printf "%s\"%s\": \"%s\"", (NR > 1 ? ", " : ""), $2, $1 } END { print "}\n}" }' "$work/digests"
}

write_record() {
  [ -f "$work/digests" ] || : >"$work/digests"
  ended_in=$step_name
  record_json >"$work/record.json"
  cat "$work/record.json"
  # One per attempt: a rollback of this release must not overwrite what its deployment wrote.
  local name
  name=record-$(date -u +%H%M%S)-$result.json
  keep "$name" "$work/record.json" || stop 71 "the record could not be stored: $complaint" 'keep what is printed above'
  decided "stored as s3://$bucket/$(release_key "$name")"
}
