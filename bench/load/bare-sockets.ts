/**
 * What a board's line stands on, with nothing on top: a server of plain `ws`, or of plain socket.io, that greets whoever
 * comes. Its own process: `node bare-sockets.ts ws` or `socket.io`, on PORT.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';

const http = createServer((_request, response) => response.end());
if (process.argv[2] === 'ws') {
  new WebSocketServer({ server: http }).on('connection', (socket) => {
    // Without a listener an error of a line would end the process.
    socket.on('error', () => {});
    socket.send('live');
  });
} else {
  new Server(http, { serveClient: false, pingInterval: 10_000, pingTimeout: 5_000 }).on(
    'connection',
    (socket) => socket.emit('live'),
  );
}
http.listen(Number(process.env['PORT']), '127.0.0.1');
