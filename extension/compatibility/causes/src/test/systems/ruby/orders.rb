require 'json'
require 'logger'
require 'net/smtp'
require 'webrick'

$stdout.sync = true
LOG = Logger.new($stdout)
LOG.info('boot') { "orders on Ruby #{RUBY_VERSION}" }
if ENV['MAIL_HOST']
  LOG.warn('config') { 'MAIL_HOST is no longer read since 4.0, set SMTP_ADDRESS' }
end
SMTP = ENV.fetch('SMTP_ADDRESS', 'localhost:25')
Thread.new do
  server = TCPServer.new(2525)
  loop { server.accept.close }
end

server = WEBrick::HTTPServer.new(Port: 4567, Logger: LOG, AccessLog: [[$stdout, WEBrick::AccessLog::COMMON_LOG_FORMAT]])
server.mount_proc('/healthz') { |_, response| response.body = 'ok' }
server.mount_proc('/orders') do |request, response|
  host, port = SMTP.split(':')
  begin
    TCPSocket.new(host, port).close
    response.body = 'confirmed'
  rescue SystemCallError => e
    LOG.error('mailer') { "confirmation not sent: #{e.message}" }
    response.status = 502
  end
end
server.mount_proc('/customers') do |request, response|
  name = request.query['name'].to_s.dup.force_encoding(Encoding::BINARY)
  begin
    name = ENV['LEGACY'] ? name.encode('UTF-8') : name.force_encoding('UTF-8')
    response.body = JSON.generate('name' => name)
  rescue EncodingError => e
    LOG.warn(e)
    response.body = JSON.generate('name' => name.force_encoding(Encoding::BINARY).gsub(/[^ -~]+/n, '?'))
  end
end
server.start
