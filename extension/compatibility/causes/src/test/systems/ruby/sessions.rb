# Sessions in memcached; a session that is not there is an empty one.
require 'socket'
require 'webrick'

$stdout.sync = true

def memcached(*lines)
  TCPSocket.open('memcached', 11211) do |socket|
    lines.each { |line| socket.write(line + "\r\n") }
    reply = socket.gets.to_s
    reply = socket.gets.to_s if reply.start_with?('VALUE')
    reply.strip
  end
end

server = WEBrick::HTTPServer.new(Port: 4567, AccessLog: [[$stdout, WEBrick::AccessLog::COMMON_LOG_FORMAT]])
server.mount_proc('/session') do |request, response|
  if request.request_method == 'POST'
    memcached("set session 0 600 #{request.body.bytesize}", request.body)
    response.status = 204
  else
    value = memcached('get session')
    response.body = value == 'END' ? '' : value
  end
end
server.start
