-- KEYS[1] the totals. ARGV: 1 if they are to begin anew
-- answers when they began (milliseconds), then name and value of each
if ARGV[1] == '1' then
  redis.call('DEL', KEYS[1])
end
local time = redis.call('TIME')
redis.call('HSETNX', KEYS[1], 'since', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
local answer = {redis.call('HGET', KEYS[1], 'since')}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all do
  answer[i + 1] = all[i]
end
return answer
