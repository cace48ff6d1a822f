// The entry of every npm script. Plain JavaScript that runs on any Node >= 20 with nothing installed: it installs the
// locked dependencies when they are missing or have changed, then hands over to scripts/cli/<command>.ts under the
// Node that came with them.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const commands = ['start', 'dev', 'test', 'soak', 'bench', 'admin', 'check']
/** They work on a person's own installation, so they read its .env; tests must never reach it. */
const commandsWithDotEnv = ['start', 'dev', 'admin']

function fail(message) {
  console.error(message)
  process.exit(1)
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** npm writes its hidden lockfile last, so it is there only after a whole installation, and says what that held. */
function isInstalled() {
  const locked = readJson(join(root, 'package-lock.json'))
  const installed = readJson(join(modules, '.package-lock.json'))
  if (!locked) fail('package-lock.json is missing or broken: restore it from version control.')
  if (!installed) return false
  const present = Object.keys(installed.packages)
  if (present.some((path) => !locked.packages[path])) return false
  return Object.entries(locked.packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed.packages[path]
    // Packages for other platforms are in the lockfile alone.
    if (!found) return wanted.optional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

async function install() {
  const locked = readJson(join(root, 'package-lock.json'))
  const count = Object.keys(locked.packages).length - 1
  console.log(`Installing the ${count} locked dependencies (once; a minute or two)`)
  const startedAt = Date.now()
  const elapsed = () => `${Math.round((Date.now() - startedAt) / 1000)} s`
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund']
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawn('npm', args, { cwd: root, stdio: 'inherit' })
  const heartbeat = setInterval(() => console.log(`  still installing, ${elapsed()}`), 10_000)
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', resolve)
  })
  clearInterval(heartbeat)
  if (code !== 0) fail('npm ci failed: see above. It needs npm and a registry that npm can reach.')
  console.log(`Installed in ${elapsed()}`)
}

/** The pinned Node, else the present one when it runs TypeScript by itself. */
function chooseNode() {
  const pinned = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  // The pinned binary is built for glibc: where it does not run (Alpine), another Node may do.
  if (existsSync(pinned) && spawnSync(pinned, ['--version'], { stdio: 'ignore' }).status === 0) return pinned
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return fail(
    `Node ${process.versions.node} is too old, and no newer one comes with the dependencies for ` +
      `${process.platform}-${process.arch}. Install Node 22.18 or later (24 is the tested one).`,
  )
}

/** The database client is generated from the schema: again whenever the schema or Prisma has changed. */
function generateDatabaseClient(node, env) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .update(readJson(join(modules, 'prisma/package.json'))?.version ?? '')
    .digest('hex')
  const stamp = join(modules, '.crewhouse-database-client')
  const generated = existsSync(join(root, 'lib/db/generated/client.ts'))
  if (generated && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  console.log('Generating the database client')
  const { status, stdout, stderr } = spawnSync(node, [join(modules, 'prisma/build/index.js'), 'generate'], {
    cwd: root,
    encoding: 'utf8',
    // Generating needs no engine, but the CLI would download one: air-gapped machines have nowhere to get it from.
    env: { ...env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  })
  if (status !== 0) fail(`prisma generate failed:\n${stdout}${stderr}`)
  writeFileSync(stamp, hash)
}

function handOver(node, env, command, args) {
  const child = spawn(node, [join(root, `scripts/cli/${command}.ts`), ...args], { cwd: root, stdio: 'inherit', env })
  // The command ends in its own order; ending before it would give the terminal back too early.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  child.once('error', (error) => fail(`${node} did not start: ${error.message}`))
  child.once('close', (code, signal) => process.exit(signal ? 1 : code))
}

const [command, ...args] = process.argv.slice(2)
if (!commands.includes(command)) fail(`Usage: node scripts/crewhouse.mjs ${commands.join('|')} [options]`)
if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node ${process.versions.node} is too old: 20 or later.`)
if (!isInstalled()) await install()
if (commandsWithDotEnv.includes(command) && existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
const node = chooseNode()
const path = [join(modules, '.bin'), dirname(node), process.env.PATH].join(delimiter)
const env = { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1' }
generateDatabaseClient(node, env)
handOver(node, env, command, args)
