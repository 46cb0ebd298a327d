-- KEYS[1] the bucket: when it is full again, in microseconds since 1970
-- ARGV    interval (microseconds for a request of weight 1), burst, weight
-- answers allowed (1 or 0), remaining, delay, reset; times in microseconds. The arithmetic is Gcra.java's.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval = tonumber(ARGV[1])
local furthest = now + ARGV[2] * interval
local before = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now), furthest)
local after = before + ARGV[3] * interval
if after > furthest then
  return {0, math.floor((furthest - before) / interval), after - furthest, before - now}
end
if after > now then
  redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
end
return {1, math.floor((furthest - after) / interval), 0, after - now}
