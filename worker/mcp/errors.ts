import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { AppError } from '#lib/errors.ts'
import { AddressRefusedError } from '#lib/net/dial.ts'

const MAX_SAID_CHARS = 1500
const UNAUTHORISED = [401, 403]

/** What went wrong with a server, in words that say what to do about it. What the server itself said is cut short. */
export function problemOf(error: unknown, server: string, said = ''): string {
  const words = wordsOf(error, server)
  const tail = said.trim()
  return tail === '' ? words : `${words}\nIt wrote:\n${tail.slice(-MAX_SAID_CHARS)}`
}

function wordsOf(error: unknown, server: string): string {
  if (error instanceof AppError) return error.message
  const said = causeOf(error, AppError)
  if (said) return said.message
  const refused = causeOf(error, AddressRefusedError)
  if (refused) return refused.message
  if (error instanceof UnauthorizedError || (error instanceof SdkHttpError && UNAUTHORISED.includes(error.status))) {
    return `The MCP server ${server} does not let us in. It wants a header with a secret of yours, and the one that it was sent, if any, is not valid; or it wants each agent to sign in, which an admin can set up under Settings, MCP servers.`
  }
  if (error instanceof SdkHttpError) {
    return `The MCP server ${server} answered with the HTTP status ${error.status}. Check its address and its transport.`
  }
  if (error instanceof SseError)
    return `The MCP server ${server} does not answer with a stream of events. Check its address and its transport.`
  if (error instanceof ProtocolError) {
    return `The MCP server ${server} answered with an error: ${cut(error.message)}`
  }
  if (error instanceof SdkError) return ofConnection(error, server)
  if (error instanceof RangeError) return `The MCP server ${server} answered with what is nested too deep to be read.`
  const message = messageOf(error)
  return /^(issue|\[)/i.test(message) || message.includes('"code":')
    ? `The MCP server ${server} answered with what is no message of the protocol. Its maker has to mend that.`
    : `The MCP server ${server} could not be talked with: ${cut(message)}`
}

function ofConnection(error: SdkError, server: string): string {
  switch (error.code) {
    case SdkErrorCode.RequestTimeout:
      return `The MCP server ${server} did not answer in time. Ask for less at once, or give it more time in its settings.`
    case SdkErrorCode.ConnectionClosed:
      return `The MCP server ${server} closed the connection in the middle. Whether it had done what was asked is not known. The next call starts it again.`
    case SdkErrorCode.ListPaginationExceeded:
      return `The MCP server ${server} lists things without end. It cannot be used as it is.`
    case SdkErrorCode.InvalidResult:
      return `The MCP server ${server} answered with what is no answer of the protocol: ${cut(error.message)}`
    default:
      return `The MCP server ${server} could not be talked with: ${cut(error.message)}`
  }
}

function causeOf<T extends Error>(error: unknown, kind: new (...args: never[]) => T): T | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 10; each = each.cause, depth++) {
    if (each instanceof kind) return each
  }
  return undefined
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return cause instanceof Error && /fetch failed|socket/i.test(message) ? cause.message : message
}

const cut = (text: string) => (text.length > MAX_SAID_CHARS ? `${text.slice(0, MAX_SAID_CHARS)} [...]` : text)
