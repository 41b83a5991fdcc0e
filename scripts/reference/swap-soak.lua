-- Asks infer for known rows and holds each answer against the version's own score of the row, which was computed offline.
-- Reads `rows.lua` in the folder of SOAK_FOLDER: a list of bodies, and by version a list of probabilities.
local rows = dofile(os.getenv("SOAK_FOLDER") .. "/rows.lua")
local requests, turn = {}, 0
answers, wrong, refused, first = 0, 0, 0, ""
seen = ""
local versions = {}
local threads = {}

function setup(thread) table.insert(threads, thread) end

function init()
    for index, body in ipairs(rows.bodies) do
        requests[index] = wrk.format("POST", rows.path, {["Content-Type"] = "application/json"}, body)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function response(status, _, body)
    answers = answers + 1
    if status ~= 200 then
        refused = refused + 1
        if first == "" then first = status .. " " .. body end
        return
    end
    local version, id, value = body:match('"model_version":"(%d+)"'), body:match('"id":"(%d+)"'), body:match('"data":%[([^%]]+)%]')
    local expected = version and id and rows.expected[version] and rows.expected[version][tonumber(id)]
    if not expected or tonumber(value) ~= expected then
        wrong = wrong + 1
        if first == "" then first = body end
    elseif not versions[version] then
        versions[version] = true
        seen = seen .. version .. " "
    end
end

function done(summary)
    local total = {answers = 0, wrong = 0, refused = 0}
    local said, all = "", {}
    for _, thread in ipairs(threads) do
        for name in pairs(total) do total[name] = total[name] + thread:get(name) end
        if thread:get("first") ~= "" then said = thread:get("first") end
        for version in thread:get("seen"):gmatch("%d+") do all[version] = true end
    end
    local names = {}
    for version in pairs(all) do table.insert(names, version) end
    table.sort(names)
    local errors = summary.errors
    print(string.format('{"answers":%d,"wrong":%d,"refused":%d,"socket":%d,"versions":"%s","seconds":%.1f}', total.answers, total.wrong,
        total.refused, errors.connect + errors.read + errors.write + errors.timeout, table.concat(names, " "), summary.duration / 1e6))
    if said ~= "" then print(said) end
end
