-- KEYS[1] the environment: the number of the last batch that was added
-- ARGV    the batch's number, a report, of whom up to its first bar, the number of deltas, then name and value of each delta and each mark
-- answers 1 if the batch was added, 0 if it had been before. All keys are in one slot, because of the braces.
local seconds = tonumber(redis.call('TIME')[1])
local reports = '{crealia:metrics}:reports:' .. math.floor(seconds / 300)
redis.call('HSET', reports, string.match(ARGV[2], '^[^|]*'), seconds .. '|' .. ARGV[2])
redis.call('EXPIRE', reports, 900)
local number = tonumber(ARGV[1])
if number <= tonumber(redis.call('GET', KEYS[1]) or 0) then
  return {0}
end
local last = 3 + 2 * tonumber(ARGV[3])
for i = 4, last, 2 do
  -- A total that is no number any more must not keep the others from being added.
  redis.pcall('HINCRBY', '{crealia:metrics}:totals', ARGV[i], ARGV[i + 1])
end
for i = last + 1, #ARGV, 2 do
  local before = tonumber(redis.call('HGET', '{crealia:metrics}:marks', ARGV[i]) or 0)
  if tonumber(ARGV[i + 1]) > before then
    redis.call('HSET', '{crealia:metrics}:marks', ARGV[i], ARGV[i + 1])
  end
end
if number > 0 then
  -- Longer than an environment lives.
  redis.call('SET', KEYS[1], ARGV[1], 'EX', 86400)
end
return {1}
