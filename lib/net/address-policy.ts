import ipaddr from 'ipaddr.js'

/** What an address is, for a server that is told by a tenant where to connect. */
export type AddressClass =
  | 'public'
  /** This host or its own network: a local model server, or something that trusts whoever is inside. */
  | 'private'
  /** Metadata services, link-local, unspecified, multicast, reserved, and tunnels that can lead to any of them. */
  | 'refused'

const PRIVATE_RANGES = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'])

/** Metadata services of clouds that live outside of the link-local range. */
const METADATA_ADDRESSES = new Set(
  ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'].map(normalise),
)

const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Classifies an IP address, IPv4-mapped ones by what they map. */
export function classifyAddress(address: string): AddressClass {
  if (!ipaddr.isValid(address)) return 'refused'
  const parsed = ipaddr.process(address)
  if (METADATA_ADDRESSES.has(parsed.toNormalizedString())) return 'refused'
  const range = parsed.range()
  // Of IPv6 only the global block is public: what lies outside of it and has no name may be tunnelled anywhere.
  if (range === 'unicast') return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_V6) ? 'public' : 'refused'
  return PRIVATE_RANGES.has(range) ? 'private' : 'refused'
}

/** Which addresses a connection may go to: the public ones always, this host's own network where somebody has said so. */
export interface AddressPolicy {
  allowPrivate: boolean
}

/** Whether a connection may go there. */
export function mayConnect(address: string, policy: AddressPolicy): boolean {
  const kind = classifyAddress(address)
  return kind === 'public' || (kind === 'private' && policy.allowPrivate)
}

function normalise(address: string): string {
  return ipaddr.parse(address).toNormalizedString()
}
