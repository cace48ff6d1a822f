import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Authority } from '#lib/secrets/workspace-authority.ts'

/*
 * Certificates that sandboxes are shown: X.509 v3, ECDSA on P-256 with SHA-256, written as DER by hand. Node.js signs and
 * reads certificates, but makes none. Only these few forms are ever written, and none is parsed.
 */

const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3650
const LEAF_DAYS = 30

const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  extendedKeyUsage: '551d25',
  serverAuthentication: '2b06010505070301',
  subjectAlternativeName: '551d11',
  subjectKey: '551d0e',
  authorityKey: '551d23',
}

/** A new authority, which can sign certificates of hosts and nothing below them. */
export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = newKey()
  const certificate = encode({
    issuer: name,
    subject: name,
    days: AUTHORITY_DAYS,
    publicKey,
    signer: privateKey,
    extensions: [
      extension(OID.basicConstraints, true, sequence(der(0x01, Buffer.from([0xff])), der(0x02, Buffer.from([0])))),
      // Certificates and lists of revoked ones.
      extension(OID.keyUsage, true, der(0x03, Buffer.from([1, 0x06]))),
      extension(OID.subjectKey, false, der(0x04, keyId(publicKey))),
    ],
  })
  return { certificate, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}

/** A certificate of one host, with its key. */
export function issueFor(host: string, authority: Authority, authorityKey: KeyObject): { cert: string; key: string } {
  const { privateKey, publicKey } = newKey()
  const issuer = new X509Certificate(authority.certificate)
  const name = isIP(host) ? der(0x87, Buffer.from(ipaddr.parse(host).toByteArray())) : der(0x82, Buffer.from(host))
  const cert = encode({
    issuer: commonNameOf(issuer),
    // Names that are longer than a common name may be stand in the extension alone.
    subject: host.slice(0, 64),
    days: LEAF_DAYS,
    publicKey,
    signer: authorityKey,
    extensions: [
      extension(OID.basicConstraints, true, sequence()),
      extension(OID.keyUsage, true, der(0x03, Buffer.from([7, 0x80]))),
      extension(OID.extendedKeyUsage, false, sequence(oid(OID.serverAuthentication))),
      extension(OID.subjectAlternativeName, false, sequence(name)),
      extension(OID.subjectKey, false, der(0x04, keyId(publicKey))),
      extension(OID.authorityKey, false, sequence(der(0x80, keyId(createPublicKey(authorityKey))))),
    ],
  })
  return { cert: cert + authority.certificate, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}

function commonNameOf(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? ''
}

interface Contents {
  issuer: string
  subject: string
  days: number
  publicKey: KeyObject
  signer: KeyObject
  extensions: Buffer[]
}

function encode({ issuer, subject, days, publicKey, signer, extensions }: Contents): string {
  const algorithm = sequence(oid(OID.ecdsaWithSha256))
  const serial = randomBytes(16)
  // Positive, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const now = Date.now()
  const contents = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    nameOf(issuer),
    // A sandbox whose clock is behind takes it as well.
    sequence(time(now - DAY_MS), time(now + days * DAY_MS)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', contents, signer)
  const certificate = sequence(contents, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function newKey() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** Of the key's point, which is the end of what it is exported as. */
function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }).subarray(-65))
    .digest()
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [der(0x01, Buffer.from([0xff]))] : []
  return sequence(oid(id), ...critical, der(0x04, value))
}

const nameOf = (name: string) => sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(name)))))
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)

/** Two digits of the year until 2050, as the standard has it. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '')
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`))
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
