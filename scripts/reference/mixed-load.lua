-- Asks, in turn, all that LOAD_FOLDER/requests.lua lists, and counts the answers by status, and those with 200 by what they are.
local list = dofile(os.getenv("LOAD_FOLDER") .. "/requests.lua")
local requests, turn = {}, 0
local threads = {}
keys = ""
local counts = {}
-- What only such an answer holds; the ids are those of the requests, and a fallback has no alias.
local kinds = {
    ["infer"] = '"id":"json","parameters":{"alias"', ["infer in binary"] = '"id":"binary","parameters":{"alias"', ["score"] = '"features":', ["explain"] = '"baselineProbability":',
    ["canary"] = '"variant":"canary"', ["metrics"] = "leadline_build_info",
}

function setup(thread) table.insert(threads, thread) end

function init()
    for index, one in ipairs(list) do requests[index] = wrk.format(one[1], one[2], one[3], one[4]) end
    turn = math.random(#requests)
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

local function count(key)
    if not counts[key] then keys = keys .. key .. ";" end
    counts[key] = (counts[key] or 0) + 1
    -- Read by the main state, which sees globals that are texts and numbers alone.
    _G["count " .. key] = counts[key]
end

function response(status, _, body)
    count(tostring(status))
    -- The document of the answers is none of them.
    if status ~= 200 or body:find('"openapi":', 1, true) then return end
    for kind, mark in pairs(kinds) do
        if body:find(mark, 1, true) then count(kind) end
    end
end

function done(summary)
    local total = {}
    for _, thread in ipairs(threads) do
        for key in thread:get("keys"):gmatch("[^;]+") do
            total[key] = (total[key] or 0) + thread:get("count " .. key)
        end
    end
    local parts = {}
    for key, count in pairs(total) do table.insert(parts, string.format('"%s":%d', key, count)) end
    local errors = summary.errors
    print(string.format('{"answers":{%s},"socket":%d}', table.concat(parts, ","),
        errors.connect + errors.read + errors.write + errors.timeout))
end
