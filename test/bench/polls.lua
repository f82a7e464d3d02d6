-- For wrk: polls of many vehicles, one after the other. Arguments: file of "path<TAB>token" lines, If-None-Match or nothing.
local requests, place = {}, 0

function init(args)
  local headers = { ["Accept"] = "application/hal+json" }
  if args[2] then headers["If-None-Match"] = args[2] end
  for line in io.lines(args[1]) do
    local path, token = line:match("^(%S+)\t(%S+)$")
    headers["Authorization"] = "TargetToken " .. token
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function done(summary, latency)
  local failed = ""
  for _, kind in ipairs({ "connect", "read", "write", "status", "timeout" }) do
    local count = summary.errors[kind]
    if count > 0 then failed = failed .. string.format("%d %s ", count, kind) end
  end
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.6f,"p50Ms":%.4f,"p99Ms":%.4f,"failed":"%s"}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    failed))
end
