# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# Back to the recorded versions at once, then to the recorded template. Data are not touched: no release migrates any.

# Needs $work/aliases, previous-template.yaml and previous-parameters.json, and $release.
roll_back() {
  [ "$dry_run" = yes ] || changed=yes
  restore_aliases
  restore_template
  change s3api delete-object --bucket "$bucket" --key "crealia/$stage/last-release" --expected-bucket-owner "$account" || warn "the rollback point stays: $complaint"
}

restore_aliases() {
  local name version failed=''
  while IFS=$'\t' read -r name version; do
    ask lambda get-alias --function-name "$name" --name live --query FunctionVersion || { failed="$failed $name"; continue; }
    [ "$answer" != "$version" ] || continue
    # Weights of a canary end with it.
    if change lambda update-alias --function-name "$name" --name live --function-version "$version" --routing-config '{"AdditionalVersionWeights":{}}' --query FunctionVersion; then
      [ "$dry_run" = yes ] || decided "$name: version $version again"
    else
      failed="$failed $name"
    fi
  done <"$work/aliases"
  [ -z "$failed" ] || rollback_failed "these functions are not back at their versions:$failed ($complaint)" \
    'aws lambda update-alias --function-name NAME --name live --function-version N; the versions are in the file aliases of the release'
}

# Without it the next update would find aliases that CloudFormation knows nothing of.
restore_template() {
  local kept
  kept=$templates_url/$(release_key previous-template.yaml)
  if [ "$dry_run" = yes ]; then would "create and execute a change set with $kept"; return; fi
  allowed=
  create_change_set "rollback-$release-$(date -u +%H%M%S)" UPDATE "$kept" "$work/previous-parameters.json" "$work/previous-template.yaml"
  if [ -z "$change_set" ]; then decided 'the template is the recorded one already'; return; fi
  read_changes
  if [ -n "$(losses)" ]; then
    drop_change_set
    rollback_failed "functions are back, but the old template would remove or replace $(losses | cut -f 2 | tr '\n' ' ')" \
      'keep the new resources: deploy a corrected release, which brings template and functions together again'
  fi
  run_change_set "rollback-$release"
  [ "$stack_state" = UPDATE_COMPLETE ] || {
    print_first_failures "rollback-$release"
    rollback_failed "the old template could not be restored: the stack is $stack_state" 'functions are back at their old versions; see the events above'
  }
  decided "stack $stack: the recorded template and parameters again"
}

rollback_failed() {
  failure=$1; result=rollback-failed; step record; write_record
  stop 61 "the rollback failed: $1" "$2"
}

manual_rollback() {
  step preflight
  check_tools aws curl
  read_settings
  check_account
  check_bucket
  check_stack
  check_lock
  [ "$stack_kind" = UPDATE ] || stop 62 "there is no stack $stack" 'nothing was deployed'
  take_lock
  step rollback
  commit=
  fetch "crealia/$stage/last-release" "$work/last" || stop 62 'no deployment to roll back is recorded' \
    'the last one was a first deployment, changed nothing, or was rolled back already; docs/operations.md, "Rollback"'
  release=$(cat "$work/last")
  local file
  for file in aliases previous-template.yaml previous-parameters.json; do
    fetch "$(release_key "$file")" "$work/$file" || stop 62 "the release $release has no $file: $complaint" 'docs/operations.md, "Rollback", does it by hand'
  done
  decided "back to what ran before release $release: $(grep -c . "$work/aliases") functions"
  decided 'not undone: documents and objects that were written since, parameters of secrets, what --allow-replacement let go'
  confirm "Roll $stack in account $account back?"
  roll_back
  step 'smoke test'
  if [ "$dry_run" = yes ]; then would 'GET /health/live, /health/ready'; return; fi
  smoke || rollback_failed "$failure" 'look at the stores and the secrets'
  step record; result=rolled-back; failure='asked for'; write_record
}

# Reads an object of the artifact bucket into a file.
fetch() { ask s3api get-object --bucket "$bucket" --key "$1" --expected-bucket-owner "$account" "$2"; }
