import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import Docker from 'dockerode'

/**
 * Looks for texts as whoever is root on the machine could: in the environment, command line and memory of every process
 * of a container, in every file that its processes can see outside of the image's own folders, and in its settings.
 */
export interface SearchResult {
  found: string[]
  processes: number
  memoryBytes: number
  files: number
}

// The needles come by standard input, and this process leaves itself out, so that it does not find its own copy.
const LOOK = `
import glob, json, os, sys
needles = [each.encode() for each in json.loads(sys.stdin.readline())]
found, processes, memory_bytes, files = set(), 0, 0, 0
own = str(os.getpid())
def look(where, data):
    for needle in needles:
        if needle in data: found.add(where)
for folder in sorted(glob.glob('/proc/[0-9]*')):
    pid = folder.split('/')[2]
    if pid == own: continue
    processes += 1
    for part in ('environ', 'cmdline'):
        try: look(part + ' of ' + pid, open(folder + '/' + part, 'rb').read())
        except OSError: pass
    try:
        maps = open(folder + '/maps').read().splitlines()
        memory = open(folder + '/mem', 'rb', 0)
    except OSError: continue
    for line in maps:
        span, rights = line.split()[:2]
        if 'r' not in rights or line.endswith(('[vvar]', '[vsyscall]', '[vvar_vclock]')): continue
        start, end = (int(each, 16) for each in span.split('-'))
        try:
            memory.seek(start)
            data = memory.read(min(end - start, 1 << 28))
        except (OSError, OverflowError, ValueError): continue
        memory_bytes += len(data)
        look('memory of ' + pid, data)
for top in ('tmp', 'workspace', 'home', 'dev/shm', 'run', 'var', 'etc', 'root'):
    for folder, _, names in os.walk('/proc/1/root/' + top):
        for name in names:
            path = folder + '/' + name
            if not os.path.isfile(path) or os.path.islink(path): continue
            try: look(path, open(path, 'rb').read()); files += 1
            except OSError: pass
print(json.dumps({'found': sorted(found), 'processes': processes, 'memoryBytes': memory_bytes, 'files': files}))
`

export async function searchContainer(agentId: string, needles: readonly string[]): Promise<SearchResult> {
  const docker = new Docker()
  const [info] = await docker.listContainers({ filters: { label: [`crewhouse.agent=${agentId}`] } })
  if (!info) throw new Error('The agent has no container that runs.')
  const settings = JSON.stringify(await docker.getContainer(info.Id).inspect())
  const looker = await docker.createContainer({
    name: `search-${randomUUID()}`,
    Image: info.ImageID,
    User: '0:0',
    Entrypoint: ['python3', '-c', LOOK],
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: 'none',
      PidMode: `container:${info.Id}`,
      CapAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    },
  })
  try {
    const stream = await looker.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true })
    const output: Buffer[] = []
    const sink = (chunk: Buffer) => void output.push(chunk)
    const [stdout, stderr] = [new PassThrough().on('data', sink), new PassThrough().on('data', sink)]
    docker.modem.demuxStream(stream, stdout, stderr)
    await looker.start()
    stream.write(`${JSON.stringify(needles)}\n`)
    await looker.wait()
    const text = Buffer.concat(output).toString()
    const result = JSON.parse(text.trim().split('\n').at(-1) ?? '') as SearchResult
    for (const needle of needles) if (settings.includes(needle)) result.found.push('settings of the container')
    return result
  } finally {
    await looker.remove({ force: true })
  }
}
