import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, sign, verify } from 'node:crypto'
import { requireEnv } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { addressOf } from './address.ts'
import type { PackageFile, PackageManifest } from './schema.ts'

/** An Ed25519 key pair: SPKI and PKCS #8, in base64. */
export interface SigningKey {
  publicKey: string
  privateKey: string
}

export function makeSigningKey(): SigningKey {
  const pair = generateKeyPairSync('ed25519')
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/** PKCS #8 of an Ed25519 key before its 32 bytes. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The installation's own: of its secret, so that web and worker have the same and nobody stores it. */
export function installationKey(): SigningKey {
  const seed = Buffer.from(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'package signing key', 32))
  const key = Buffer.concat([PKCS8_HEAD, seed])
  const publicKey = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: key.toString('base64'),
  }
}

/** What is signed says what it is of, so that no other signature of the key passes for one. */
const signed = (address: string) => Buffer.from(`crewhouse package v1\n${address}`)

export function signAddress(address: string, privateKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, signed(address), key).toString('base64')
}

export interface SignedPackage {
  manifest: PackageManifest
  files: readonly PackageFile[]
  address: string
  signature: string
  publicKey: string
}

/**
 * The content is what its publisher signed, with the key that the package's name belongs to.
 * @throws AppError `conflict`
 */
export function assertSigned(version: SignedPackage, publisherKey: string): void {
  const { manifest, files, address, signature, publicKey } = version
  if (publicKey === publisherKey && addressOf(manifest, files) === address && isSigned(address, signature, publicKey)) {
    return
  }
  throw new AppError(
    'conflict',
    'The signature of this version does not hold: its content is not what its publisher signed. Ask whoever runs this installation.',
  )
}

function isSigned(address: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, signed(address), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** By which people compare two publishers. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  return (hash.slice(0, 32).match(/.{4}/g) ?? []).join(' ')
}
