import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type Docker from 'dockerode'
import { AppError } from '#lib/errors.ts'
import { runCommand } from '#scripts/services/commands.ts'
import { debianMirror } from '#scripts/services/debian-packages.ts'
import { makePassable, projectRoot } from '#scripts/services/folders.ts'
import { withLock } from '#scripts/services/lock.ts'
import { findProgram } from './debian.ts'

const registryImage = 'debian:trixie-slim'
const ownImage = 'crewhouse-base:trixie'
const suite = 'trixie'

/** A Debian image to build on: a registry's where one answers, else one that debootstrap makes (root, once). */
export async function ensureBaseImage(docker: Docker, say: (line: string) => void): Promise<string> {
  return withLock(join(projectRoot, '.data/base-image.lock'), async () => {
    for (const image of [registryImage, ownImage]) if (await hasImage(docker, image)) return image
    const whyNot = await pull(docker, registryImage, say)
    if (whyNot === undefined) return registryImage
    if (process.getuid?.() !== 0 || !findProgram('debootstrap')) {
      throw new AppError(
        'unavailable',
        `The Docker engine cannot get ${registryImage} (${whyNot}). As root with debootstrap installed it is made here.`,
      )
    }
    await bootstrap(docker, say)
    return ownImage
  })
}

async function hasImage(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getImage(name).inspect()
    return true
  } catch {
    return false
  }
}

/** Pulls an image and returns undefined, or the reason why it cannot be had. Silence is bounded, a slow network is not. */
async function pull(docker: Docker, image: string, say: (line: string) => void): Promise<string | undefined> {
  const silenceMs = 20_000
  const abort = new AbortController()
  let timer = setTimeout(() => abort.abort(), silenceMs)
  try {
    const stream = await docker.pull(image, { abortSignal: abort.signal })
    say(`Fetching ${image}`)
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(
        stream,
        (error) => (error ? reject(error) : resolve()),
        () => {
          clearTimeout(timer)
          timer = setTimeout(() => abort.abort(), silenceMs)
        },
      )
    })
    return undefined
  } catch (error) {
    return abort.signal.aborted ? 'no answer from its registry' : (error as Error).message.trim()
  } finally {
    clearTimeout(timer)
  }
}

async function bootstrap(docker: Docker, say: (line: string) => void): Promise<void> {
  say(`No registry answers: making ${ownImage} with debootstrap (about half a minute, once)`)
  const work = mkdtempSync(join(makePassable(join(projectRoot, '.data')), 'base-image-'))
  try {
    const tree = join(work, 'tree')
    const keyring = ['pgp', 'gpg']
      .map((ending) => `/usr/share/keyrings/debian-archive-keyring.${ending}`)
      .find((path) => existsSync(path))
    const args = ['--variant=minbase', ...(keyring ? [`--keyring=${keyring}`] : []), suite, tree, await debianMirror()]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const made = await runCommand(findProgram('debootstrap') ?? 'debootstrap', args, { env, timeoutMs: 600_000 })
    if (!made.ok) {
      throw new AppError('unavailable', `debootstrap failed:\n${made.output.trim().split('\n').slice(-12).join('\n')}`)
    }
    await importTree(docker, tree)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function importTree(docker: Docker, tree: string): Promise<void> {
  const leftOut = ['./var/cache/apt/archives/*.deb', './var/lib/apt/lists/*_*', './var/log/*.log']
  const tar = spawn('tar', ['-C', tree, ...leftOut.map((path) => `--exclude=${path}`), '--numeric-owner', '-c', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [repo, tag] = ownImage.split(':')
  const answer = await docker.importImage(tar.stdout, { repo, tag, changes: 'CMD ["bash"]' })
  answer.resume()
  await finished(answer, { writable: false })
  if (!(await hasImage(docker, ownImage))) throw new AppError('unavailable', `Docker did not import ${ownImage}.`)
}
