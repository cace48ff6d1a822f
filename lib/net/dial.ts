import { isIP, type Socket } from 'node:net'
import { type AddressPolicy, mayConnect } from './address-policy.ts'
import { type Address, type Network, systemNetwork } from './network.ts'

/** A connection that is not made, or an answer that is not followed. The message is for the person. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError'
}

export interface DialOptions {
  policy: AddressPolicy
  network?: Network
  timeoutMs?: number
  signal?: AbortSignal
  /** What is said of a refused address. */
  refusal?: string
}

const TIMEOUT_MS = 10_000
const MAX_ADDRESSES = 16
const REFUSAL = 'This address leads to a private, local or reserved network, where this connection may not go.'

/**
 * The one way to a host that a tenant can name: its addresses are looked up once, all of them are checked, and the
 * connection is made to these, so that a second answer of the name server cannot differ from the first.
 * @throws AddressRefusedError; what the name server or the connection says
 */
export async function dial(target: { host: string; port: number }, options: DialOptions): Promise<Socket> {
  const { network = systemNetwork, timeoutMs = TIMEOUT_MS, signal } = options
  const deadline = AbortSignal.timeout(timeoutMs)
  const ended = signal ? AbortSignal.any([signal, deadline]) : deadline
  const addresses = await unlessEnded(checkedAddresses(target.host, options), ended)
  const socket = network.connect(addresses, target)
  try {
    await unlessEnded(connected(socket), ended)
  } catch (error) {
    socket.destroy()
    throw error
  }
  return socket.setNoDelay(true)
}

/** Every address of the host. @throws AddressRefusedError unless each of them may be connected to */
export async function checkedAddresses(
  host: string,
  { policy, network = systemNetwork, refusal = REFUSAL }: Pick<DialOptions, 'policy' | 'network' | 'refusal'>,
): Promise<Address[]> {
  const literal = host.replace(/^\[|\]$/g, '')
  const family = isIP(literal)
  const addresses = family > 0 ? [{ address: literal, family }] : await network.lookup(host)
  if (addresses.length === 0 || !addresses.every(({ address }) => mayConnect(address, policy))) {
    throw new AddressRefusedError(refusal)
  }
  return addresses.slice(0, MAX_ADDRESSES)
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve()
    })
  })
}

function unlessEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}
