-- Sends the requests of a file, one after the other and again from the start. Each ends with the byte 30.

local requests, number = {}, 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for request in file:read("*a"):gmatch("([^\30]+)\30") do
    requests[#requests + 1] = request
  end
  file:close()
end

function request()
  number = number % #requests + 1
  return requests[number]
end
