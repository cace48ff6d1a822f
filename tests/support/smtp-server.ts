import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A letter as it arrived. */
export interface ReceivedLetter {
  from: string
  to: string[]
  /** Names in lower case, encoded words decoded. */
  headers: Record<string, string>
  text: string
  html: string
}

export interface SmtpServer {
  url: string
  letters: ReceivedLetter[]
  /** The next letter to this address, also when it is there already. */
  letterTo(address: string): Promise<ReceivedLetter>
  close(): Promise<void>
}

interface Manners {
  /** Asks for this sign-in. */
  login?: { user: string; password: string }
  /** Refuses recipients that it matches. */
  refuses?: RegExp
  /** Accepts connections and says nothing. */
  silent?: boolean
}

/** A mail server on this machine that speaks SMTP (RFC 5321, AUTH PLAIN) and keeps what it is handed. */
export async function startSmtpServer(manners: Manners = {}): Promise<SmtpServer> {
  const letters: ReceivedLetter[] = []
  const sockets = new Set<Socket>()
  let arrived = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    if (manners.silent) return
    converse(socket, manners, (letter) => {
      letters.push(letter)
      arrived.resolve()
      arrived = Promise.withResolvers()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const login =
    manners.login && `${encodeURIComponent(manners.login.user)}:${encodeURIComponent(manners.login.password)}@`
  let handedOut = new Set<ReceivedLetter>()
  return {
    url: `smtp://${login ?? ''}127.0.0.1:${port}`,
    letters,
    async letterTo(address) {
      for (;;) {
        const next = arrived.promise
        const letter = letters.find((each) => each.to.includes(address) && !handedOut.has(each))
        if (letter) {
          handedOut = handedOut.add(letter)
          return letter
        }
        await next
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function converse(socket: Socket, { login, refuses }: Manners, deliver: (letter: ReceivedLetter) => void): void {
  let buffer = ''
  let signedIn = !login
  let envelope = { from: '', to: [] as string[] }
  let data: string[] | undefined
  const say = (line: string) => void socket.write(`${line}\r\n`)
  const answer = (line: string) => {
    const [verb = ''] = line.toUpperCase().split(/[ :]/)
    if (verb === 'EHLO') {
      if (login) say('250-AUTH PLAIN')
      return say('250 8BITMIME')
    }
    if (verb === 'HELO' || verb === 'NOOP') return say('250 OK')
    if (verb === 'AUTH') {
      const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0')
      signedIn = user === login?.user && password === login?.password
      return say(signedIn ? '235 2.7.0 Welcome' : '535 5.7.8 Wrong user or password')
    }
    if (verb === 'QUIT') {
      say('221 Bye')
      return void socket.end()
    }
    if (!signedIn) return say('530 5.7.0 Sign in first')
    if (verb === 'RSET') envelope = { from: '', to: [] }
    if (verb === 'MAIL') envelope = { from: addressIn(line), to: [] }
    if (verb === 'RCPT') {
      if (refuses?.test(addressIn(line))) return say('550 5.1.1 No such mailbox')
      envelope.to.push(addressIn(line))
    }
    if (verb === 'DATA') {
      data = []
      return say('354 End with a dot')
    }
    say(['RSET', 'MAIL', 'RCPT'].includes(verb) ? '250 OK' : '502 5.5.1 Not known')
  }
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    buffer += chunk
    for (;;) {
      const end = buffer.indexOf('\r\n')
      if (end < 0) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      if (!data) answer(line)
      else if (line === '.') {
        deliver({ ...envelope, ...parseMessage(data.join('\r\n')) })
        data = undefined
        say('250 2.0.0 Queued')
      } else data.push(line.startsWith('.') ? line.slice(1) : line)
    }
  })
  say('220 localhost ESMTP')
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}

function parseMessage(message: string): Pick<ReceivedLetter, 'headers' | 'text' | 'html'> {
  const { headers, body } = splitHead(message)
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1]
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map(splitHead) : [{ headers, body }]
  const ofType = (type: string) => {
    const part = parts.find((each) => each.headers['content-type']?.startsWith(type))
    return part ? decodeBody(part.body, part.headers['content-transfer-encoding']) : ''
  }
  return { headers, text: ofType('text/plain'), html: ofType('text/html') }
}

function splitHead(part: string): { headers: Record<string, string>; body: string } {
  const text = part.replace(/^\r\n/, '')
  const end = text.indexOf('\r\n\r\n')
  const lines = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())]
  })
  return { headers: Object.fromEntries(headers), body: text.slice(end + 4) }
}

function decodeBody(body: string, encoding = '7bit'): string {
  const text = body.replace(/\r\n$/, '')
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  if (encoding === 'quoted-printable') return decodeQuoted(text.replaceAll('=\r\n', '')).replaceAll('\r\n', '\n')
  return Buffer.from(text, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

/** RFC 2047. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeQuoted(word.replaceAll('_', ' ')),
    )
}

function decodeQuoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
