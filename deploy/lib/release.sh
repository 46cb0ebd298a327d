# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# From zips to a running stack: package, change set, guard, execution.

package() {
  if [ "$dry_run" = yes ]; then
    would "aws cloudformation package --template-file template.yaml --s3-bucket $bucket --s3-prefix crealia/$stage/code"
    would "aws s3api put-object --bucket $bucket --key $(release_key template.yaml)"
    would 'aws cloudformation validate-template --template-url ...'
    return
  fi
  changed=yes
  change cloudformation package --template-file "$root/template.yaml" --s3-bucket "$bucket" --s3-prefix "crealia/$stage/code" \
    --output-template-file "$work/packaged.yaml" || stop 40 "the zips could not be uploaded: $complaint" 'grant s3:PutObject on the artifact bucket'
  keep template.yaml "$work/packaged.yaml" || stop 40 "the template could not be uploaded: $complaint" 'grant s3:PutObject on the artifact bucket'
  ask cloudformation validate-template --template-url "$templates_url/$(release_key template.yaml)" --query Description || stop 18 "template.yaml: $complaint" 'correct it'
  decided "zips and template are in s3://$bucket/crealia/$stage; the template is valid"
}

# Roles get generated names unless the template names one.
capabilities() {
  if grep -qE '^ *(RoleName|ManagedPolicyName|UserName|GroupName|InstanceProfileName):' "$1"; then printf 'CAPABILITY_NAMED_IAM'; else printf 'CAPABILITY_IAM'; fi
}

make_change_set() {
  if [ "$dry_run" = yes ]; then
    would "aws cloudformation create-change-set --stack-name $stack --change-set-type $stack_kind --capabilities $(capabilities "$root/template.yaml") CAPABILITY_AUTO_EXPAND"
    return
  fi
  create_change_set "deploy-$release" "$stack_kind" "$templates_url/$(release_key template.yaml)" "$work/parameters.json" "$root/template.yaml"
  if [ -z "$change_set" ]; then
    decided 'nothing to change: the stack is as the template says'
    result=unchanged; step record; write_record
    exit 0
  fi
}

# create_change_set NAME KIND TEMPLATE-URL PARAMETERS TEMPLATE. Sets change_set; empty if there is nothing to change.
create_change_set() {
  local state reason
  change_set=
  change cloudformation create-change-set --stack-name "$stack" --change-set-name "$1" --change-set-type "$2" --template-url "$3" \
    --parameters "file://$4" --capabilities "$(capabilities "$5")" CAPABILITY_AUTO_EXPAND \
    --tags "Key=crealia:stage,Value=$stage" "Key=crealia:release,Value=$release" --query Id || stop 41 "no change set: $complaint" 'see the message of AWS'
  change_set=$answer
  while :; do
    ask cloudformation describe-change-set --change-set-name "$change_set" --no-paginate --query '[Status,StatusReason]' || stop 41 "the change set cannot be read: $complaint" 'grant cloudformation:DescribeChangeSet'
    fields state reason
    case "$state" in
      CREATE_COMPLETE) decided "change set $1"; return ;;
      FAILED)
        case "$reason" in
          *"didn't contain changes"* | *'No updates are to be performed'*) drop_change_set; return ;;
        esac
        drop_change_set
        stop 41 "the change set failed: $reason" 'correct the template or the parameters' ;;
    esac
    nap
  done
}

drop_change_set() {
  [ -n "$change_set" ] || return 0
  change cloudformation delete-change-set --change-set-name "$change_set" || warn "the change set $change_set is left: $complaint"
  change_set=
}

# Rows of: action, logical id, type, replacement, what becomes of what is removed.
read_changes() {
  ask cloudformation describe-change-set --change-set-name "$change_set" \
    --query 'Changes[].ResourceChange.[Action,LogicalResourceId,ResourceType,Replacement,PolicyAction]' || stop 41 "the changes cannot be read: $complaint" 'grant cloudformation:DescribeChangeSet'
  cp "$work/answer" "$work/changes"
}

# Changes of stateful resources that lose what they hold, or may.
losses() {
  awk -F '\t' 'NR == FNR { stateful[$1] = 1; next } ($3 in stateful) && ($1 == "Remove" || $4 == "True" || $4 == "Conditional")' \
    "$root/deploy/stateful-types" "$work/changes"
}

guard() {
  if [ "$dry_run" = yes ]; then compare_templates; would 'print the table of changes, refuse losses of stateful resources, ask for confirmation'; return; fi
  local action id type replacement policy refused=''
  read_changes
  decided "$(grep -c . "$work/changes") changes:"
  while IFS=$'\t' read -r action id type replacement policy; do
    printf '   %-7s %-36s %-34s replacement %-11s %s\n' "$action" "$id" "$type" "$replacement" "${policy#None}"
  done <"$work/changes"
  while IFS=$'\t' read -r action id type replacement policy; do
    [ -n "$id" ] || continue
    case " $allowed " in
      *" $id "*) warn "$id ($type): $action, replacement $replacement, allowed by --allow-replacement" ;;
      *) refused="$refused $id" ;;
    esac
  done <<<"$(losses)"
  if [ -n "$refused" ]; then
    drop_change_set
    stop 42 "these stateful resources would be removed or replaced:$refused" 'leave them as they are, or name each with --allow-replacement; what they hold may be lost'
  fi
  iam_changes
  if ! (confirm "Execute $(grep -c . "$work/changes") changes on $stack in account $account?"); then
    drop_change_set
    failure='not confirmed'
    exit 43
  fi
}

# Rights are worth a look of their own. That no action is granted beyond the list is what the template's tests see to.
iam_changes() {
  local rows
  rows=$(awk -F '\t' '$3 ~ /^AWS::(IAM::|KMS::Key$|Lambda::Permission$|SQS::QueuePolicy$|S3::BucketPolicy$)/ { print $1, $2, $3 }' "$work/changes")
  if [ -z "$rows" ]; then decided 'rights: none change'; return; fi
  decided "rights change in $(printf '%s\n' "$rows" | grep -c .) resources:"
  printf '%s\n' "$rows" | sed 's/^/       /'
}

# What a dry run can say of the difference: resources by name and type, before SAM expands them.
compare_templates() {
  [ "$stack_kind" = UPDATE ] || { decided 'the stack is new: everything is added'; return; }
  resources_of "$root/template.yaml" >"$work/new"; resources_of "$work/previous-template.yaml" >"$work/old"
  decided "added: $(comm -13 "$work/old" "$work/new" | cut -f 1 | tr '\n' ' ')"
  decided "removed: $(comm -23 "$work/old" "$work/new" | cut -f 1 | tr '\n' ' ')"
  comm -23 "$work/old" "$work/new" | awk -F '\t' '{ print "Remove\t" $1 "\t" $2 "\t-\t-" }' >"$work/changes"
  local lost id refused=''
  lost=$(losses | cut -f 2)
  for id in $lost; do case " $allowed " in *" $id "*) ;; *) refused="$refused $id" ;; esac; done
  [ -z "$refused" ] || stop 42 "these stateful resources would be removed:$refused" 'leave them, or name each with --allow-replacement; what they hold may be lost'
}

resources_of() {
  awk '/^[A-Za-z]/ { inside = ($1 == "Resources:"); next }
    inside && /^  [A-Za-z0-9]+:/ { id = $1; sub(/:$/, "", id) }
    inside && /^    Type:/ { print id "\t" $2 }' "$1" | LC_ALL=C sort
}

execute() {
  if [ "$dry_run" = yes ]; then would "aws cloudformation execute-change-set --stack-name $stack, and wait for its end"; return; fi
  point_back_here
  run_change_set "deploy-$release"
  [ "$stack_state" = CREATE_COMPLETE ] || [ "$stack_state" = UPDATE_COMPLETE ] || {
    print_first_failures "deploy-$release"
    case "$stack_state" in
      UPDATE_ROLLBACK_COMPLETE) stop 50 'the update failed; AWS has brought the old state back' 'correct what is named above' ;;
      ROLLBACK_COMPLETE) stop 50 'the creation failed' "correct what is named above, then: aws cloudformation delete-stack --stack-name $stack" ;;
      *) stop 50 "the update failed; the stack is $stack_state" "docs/operations.md, \"Deploying\", has what to do in each state" ;;
    esac
  }
  decided "stack $stack: $stack_state"
}

# From here on "rollback" means: back to what was before this release.
point_back_here() {
  [ "$stack_kind" = UPDATE ] || return 0
  printf '%s' "$release" >"$work/last"
  change s3api put-object --bucket "$bucket" --key "crealia/$stage/last-release" --body "$work/last" --expected-bucket-owner "$account" ||
    stop 31 "the rollback point cannot be stored: $complaint" 'grant s3:PutObject on the artifact bucket'
}

# Executes the change set and follows it. Sets stack_state to the state that it ends in.
run_change_set() { # token
  local id resource state unread=0
  change cloudformation execute-change-set --change-set-name "$change_set" --client-request-token "$1" || stop 50 "the change set cannot be executed: $complaint" 'see the message of AWS'
  executing=yes
  : >"$work/seen"
  while :; do
    nap
    if ask cloudformation describe-stack-events --stack-name "$stack" --no-paginate \
      --query "reverse(StackEvents[?ClientRequestToken=='$1'].[EventId,LogicalResourceId,ResourceStatus])"; then
      cp "$work/answer" "$work/events"
      while IFS=$'\t' read -r id resource state; do
        if [ -z "$resource" ] || grep -qxF "$id" "$work/seen"; then continue; fi
        printf '%s\n' "$id" >>"$work/seen"
        decided "$resource $state"
      done <"$work/events"
    fi
    ask cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus' || {
      unread=$((unread + 1))
      [ "$unread" -lt 12 ] || stop 50 "the stack cannot be read any more, AWS goes on with it: $complaint" "sign in again, then ./deploy.sh $stage status"
      continue
    }
    unread=0; stack_state=$answer
    case "$stack_state" in *_IN_PROGRESS) ;; *) executing=no; return ;; esac
  done
}

# What failed because something else had failed is left out.
print_first_failures() { # token
  ask cloudformation describe-stack-events --stack-name "$stack" \
    --query "reverse(StackEvents[?ClientRequestToken=='$1' && ends_with(ResourceStatus, '_FAILED')].[LogicalResourceId,ResourceStatus,ResourceStatusReason])" || { warn "the events cannot be read: $complaint"; return; }
  grep -vi 'cancelled' "$work/answer" | head -5 | while IFS=$'\t' read -r id state reason; do
    printf '   failed: %s %s: %s\n' "$id" "$state" "$reason" >&2
  done
}
