import { lookup } from 'node:dns/promises'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'

export interface Address {
  address: string
  family: number
}

/** How this process finds and reaches other machines. Tests have one of their own, in which loopback servers stand for the internet. */
export interface Network {
  /** Every address of a host name. */
  lookup(host: string): Promise<Address[]>
  /** Connects to one of these addresses, and to no other. */
  connect(addresses: readonly Address[], target: { host: string; port: number }): Socket
  /** Certificate authorities beside the usual ones. */
  readonly extraAuthorities?: readonly string[]
}

/** The machine's own. */
export const systemNetwork: Network = {
  lookup: (host) => lookup(host, { all: true }),
  connect(addresses, { host, port }) {
    const first = addresses[0]
    if (addresses.length === 1 && first) return connect({ host: first.address, port })
    const pinned: LookupFunction = (_, options, callback) => {
      if (options.all) callback(null, [...addresses])
      else callback(null, first?.address ?? '', first?.family)
    }
    // A name alone: `lookup` is not asked about what reads as an address.
    return connect({ host: isIP(host) ? 'pinned.invalid' : host, port, lookup: pinned, autoSelectFamily: true })
  },
}
