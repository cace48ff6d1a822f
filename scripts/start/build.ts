import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { projectRoot } from '#scripts/services/folders.ts'
import { withLock } from '#scripts/services/lock.ts'
import { lineSplitter } from './log.ts'

const folders = ['app', 'components', 'lib', 'public', 'prisma']
const stampFile = join(projectRoot, '.next/crewhouse-build')

/** Hash of all that goes into the production build. */
function hashInputs(): string {
  const hash = createHash('sha256').update(process.version)
  const add = (path: string) =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(projectRoot, path)))
  const rootFiles = readdirSync(projectRoot).filter(
    (name) => /\.(ts|js|mjs|json|css)$/.test(name) && !/^(vitest|knip|biome|next-env)/.test(name),
  )
  for (const name of rootFiles.sort()) add(name)
  for (const folder of folders.filter((name) => existsSync(join(projectRoot, name)))) {
    const names = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    for (const name of names.sort()) {
      const path = join(folder, name)
      if (statSync(join(projectRoot, path)).isFile()) add(path)
    }
  }
  return hash.digest('hex')
}

interface BuildOptions {
  say: (line: string) => void
  onLine: (line: string) => void
  signal?: AbortSignal
}

/** `next build`, unless what it would build is what was built last. */
export async function buildWeb(options: BuildOptions): Promise<void> {
  await withLock(join(projectRoot, '.data/build.lock'), async () => {
    const inputs = hashInputs()
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputs) return
    options.say('Building the web application (about half a minute)')
    rmSync(stampFile, { force: true })
    await runNextBuild(options)
    writeFileSync(stampFile, inputs)
  })
}

function runNextBuild({ onLine, signal }: BuildOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: projectRoot,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const end = () => child.kill()
    process.once('exit', end)
    for (const stream of [child.stdout, child.stderr]) {
      const lines = lineSplitter(onLine)
      stream.setEncoding('utf8').on('data', lines.write).on('end', lines.end)
    }
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', end)
      if (code === 0) resolve()
      else reject(new AppError('internal', 'The web application did not build: its messages are above.'))
    })
  })
}
