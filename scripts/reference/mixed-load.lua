-- Asks, in turn, all that LOAD_FOLDER/requests.lua lists, and counts the answers by status.
local list = dofile(os.getenv("LOAD_FOLDER") .. "/requests.lua")
local requests, turn = {}, 0
local threads = {}
statuses = ""
local counts = {}

function setup(thread) table.insert(threads, thread) end

function init()
    for index, one in ipairs(list) do requests[index] = wrk.format(one[1], one[2], one[3], one[4]) end
    turn = math.random(#requests)
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function response(status)
    if not counts[status] then statuses = statuses .. status .. " " end
    counts[status] = (counts[status] or 0) + 1
    -- Read by the main state, which sees globals that are texts and numbers alone.
    _G["status" .. status] = counts[status]
end

function done(summary)
    local total = {}
    for _, thread in ipairs(threads) do
        for status in thread:get("statuses"):gmatch("%d+") do
            total[status] = (total[status] or 0) + thread:get("status" .. status)
        end
    end
    local parts = {}
    for status, count in pairs(total) do table.insert(parts, string.format('"%s":%d', status, count)) end
    local errors = summary.errors
    print(string.format('{"statuses":{%s},"socket":%d}', table.concat(parts, ","),
        errors.connect + errors.read + errors.write + errors.timeout))
end
