# shellcheck shell=bash disable=SC2154,SC2034 # sourced by deploy.sh, whose variables these files share
# What an operator does to a running stage: look, pause, resume, redrive, restart.

show_status() {
  local name url counts state created waiting working
  check_bucket
  ask cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].[StackStatus,LastUpdatedTime,CreationTime]' || stop 15 "the stack $stack cannot be read: $complaint" "./deploy.sh $stage makes it"
  fields state counts created
  decided "stack $stack: $state, made $created, changed $counts"
  if lock_holder; then decided "lock: $holder"; else decided 'lock: free'; fi
  if fetch "crealia/$stage/last-release" "$work/last"; then decided "rollback goes back to what was before $(cat "$work/last")"; else decided 'rollback: nothing recorded'; fi
  record_aliases "$work/aliases"
  while IFS=$'\t' read -r name counts; do decided "function $name: version $counts"; done <"$work/aliases"
  stack_resources AWS::SQS::Queue >"$work/queues"
  while read -r url; do
    ask sqs get-queue-attributes --queue-url "$url" --attribute-names ApproximateNumberOfMessages ApproximateNumberOfMessagesNotVisible \
      --query 'Attributes.[ApproximateNumberOfMessages,ApproximateNumberOfMessagesNotVisible]' || { warn "${url##*/}: $complaint"; continue; }
    fields waiting working
    counts="$waiting waiting, $working in work"
    case "$url $counts" in
      *-dlq' 0 waiting'*) ;;
      *-dlq*) warn "dead letters in ${url##*/}: $counts" ;;
      *) decided "queue ${url##*/}: $counts" ;;
    esac
  done <"$work/queues"
}

# pause: queues fill up and keep their messages for four days, schedules do not tick. resume: the other way round.
# Rules that carry events of other services stay on: an event that finds its rule off is lost.
background_work() {
  local flag=--no-enabled rule_verb=disable-rule id name scheduled
  [ "$1" = pause ] || { flag=--enabled; rule_verb=enable-rule; }
  confirm "$1 the queues and schedules of $stack in account $account?"
  stack_resources AWS::Lambda::EventSourceMapping >"$work/mappings"
  while read -r id; do
    change lambda update-event-source-mapping --uuid "$id" "$flag" --query State || stop 51 "$id: $complaint" "run $1 again; what is done already stays"
    [ "$dry_run" = yes ] || decided "event source $id: $answer"
  done <"$work/mappings"
  stack_resources AWS::Events::Rule >"$work/rules"
  while read -r name; do
    ask events describe-rule --name "$name" --query ScheduleExpression || stop 51 "$name: $complaint" "run $1 again"
    scheduled=$answer
    case "$scheduled" in None | '') continue ;; esac
    change events "$rule_verb" --name "$name" || stop 51 "$name: $complaint" "run $1 again; what is done already stays"
    [ "$dry_run" = yes ] || decided "schedule $name: $rule_verb"
  done <"$work/rules"
}

redrive_queue() { # name without crealia-STAGE-
  local url arn count state moved
  ask sqs get-queue-url --queue-name "$stack-$1-dlq" || stop 51 "there is no queue $stack-$1-dlq: $complaint" "./deploy.sh $stage status lists them; give the part after $stack-"
  url=$answer
  ask sqs get-queue-attributes --queue-url "$url" --attribute-names ApproximateNumberOfMessages QueueArn --query 'Attributes.[ApproximateNumberOfMessages,QueueArn]' || stop 51 "$complaint" 'grant sqs:GetQueueAttributes'
  fields count arn
  if [ "$count" = 0 ]; then decided "$stack-$1-dlq is empty"; return; fi
  confirm "Move $count messages of $stack-$1-dlq back to $stack-$1?"
  change sqs start-message-move-task --source-arn "$arn" --max-number-of-messages-per-second 10 --query TaskHandle || stop 51 "$complaint" 'see the message of AWS'
  [ "$dry_run" = no ] || return 0
  while :; do
    ask sqs list-message-move-tasks --source-arn "$arn" --query 'Results[0].[Status,ApproximateNumberOfMessagesMoved]' || stop 51 "$complaint" 'grant sqs:ListMessageMoveTasks'
    fields state moved
    case "$state" in RUNNING | CANCELLING) nap ;; COMPLETED) decided "$moved messages moved"; return ;; *) stop 51 "the move ended as $state after $moved messages" 'run it again' ;; esac
  done
}

# Environments of a published version live on until Lambda replaces them. A new version, taken by the alias, has new ones.
restart_function() { # name without crealia-STAGE-
  local name=$stack-$1 version
  ask lambda get-alias --function-name "$name" --name live --query FunctionVersion || stop 51 "$name: $complaint" "./deploy.sh $stage status lists the functions; give the part after $stack-"
  decided "$name runs version $answer"
  confirm "Publish $name anew?"
  change lambda update-function-configuration --function-name "$name" --description "restarted $started" --query LastUpdateStatus || stop 51 "$complaint" 'grant lambda:UpdateFunctionConfiguration'
  wait_until "$name" 'LastUpdateStatus' Successful
  change lambda publish-version --function-name "$name" --description "restarted $started" --query Version || stop 51 "$complaint" 'grant lambda:PublishVersion'
  version=${answer:-NEW}
  # With SnapStart a version is ready once its snapshot is made.
  wait_until "$name:$version" State Active
  change lambda update-alias --function-name "$name" --name live --function-version "$version" --query FunctionVersion || stop 51 "$complaint" 'grant lambda:UpdateAlias'
  [ "$dry_run" = yes ] || decided "$name runs version $version; environments of the old one get no more calls"
}

wait_until() { # function, field, value
  if [ "$dry_run" = yes ]; then would "wait until $2 of $1 is $3"; return; fi
  local waited=0
  while :; do
    ask lambda get-function-configuration --function-name "$1" --query "$2" || stop 51 "$1: $complaint" 'grant lambda:GetFunctionConfiguration'
    case "$answer" in "$3") return ;; Failed) stop 51 "$1: $2 is Failed" 'see its configuration'  ;; esac
    [ "$waited" -lt 600 ] || stop 51 "$1: $2 is still $answer after 10 minutes" 'run it again'
    nap; waited=$((waited + poll + 1))
  done
}
