import type { UploadView } from '#lib/workspaces/file-schema.ts'
import { type FilesApi, filesApi } from './files-api.ts'

/** Files up to this size go in one request. */
const SMALL_BYTES = 4 * 1024 * 1024
const PART_BYTES = 4 * 1024 * 1024
const AT_ONCE = 2
const MAX_WAIT_MS = 10_000

export interface Upload {
  id: string
  path: string
  size: number
  sent: number
  /** `lost`: begun before this page was loaded, and its file has to be chosen again. `taken`: the name is somebody's. */
  state: 'waiting' | 'sending' | 'offline' | 'taken' | 'failed' | 'done' | 'lost'
  problem?: unknown
}

interface Job extends Upload {
  file: File | null
  uploadId: string | null
  onTaken: 'refuse' | 'replace' | 'rename'
  abort: AbortController
}

const queues = new Map<string, UploadQueue>()

/** The workspace's uploads of this tab; they go on while the person looks at other pages. */
export function uploadQueueOf(workspaceId: string): UploadQueue {
  let queue = queues.get(workspaceId)
  if (!queue) {
    queue = new UploadQueue(filesApi(workspaceId))
    queues.set(workspaceId, queue)
  }
  return queue
}

/** Sends files in parts, a few at once. A broken connection is waited for, and each upload goes on where it was. */
export class UploadQueue {
  private readonly api: FilesApi
  private readonly jobs: Job[] = []
  private readonly listeners = new Set<() => void>()
  private snapshot: readonly Upload[] = []
  private running = 0

  constructor(api: FilesApi) {
    this.api = api
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  getSnapshot = (): readonly Upload[] => this.snapshot

  get isBusy(): boolean {
    return this.jobs.some(({ state }) => state === 'waiting' || state === 'sending' || state === 'offline')
  }

  /** A file that was begun before, by name, size and time, goes on where it stopped. */
  add(files: readonly { file: File; path: string }[]): void {
    for (const { file, path } of files) {
      const lost = this.jobs.find((job) => job.state === 'lost' && job.path === path && job.size === file.size)
      if (lost) Object.assign(lost, { file, state: 'waiting' })
      else this.jobs.push(newJob({ path, size: file.size, file }))
    }
    this.pump()
  }

  /** Uploads that an earlier page began and did not finish. */
  remember(uploads: readonly UploadView[]): void {
    for (const { id, path, size } of uploads) {
      if (this.jobs.some(({ uploadId }) => uploadId === id)) continue
      this.jobs.push({ ...newJob({ path, size, file: null }), uploadId: id, state: 'lost' })
    }
    this.publish()
  }

  /** Goes on with a file that was chosen again. @returns false: it is another one */
  resume(id: string, file: File): boolean {
    const job = this.find(id)
    if (!job || job.size !== file.size) return false
    Object.assign(job, { file, state: 'waiting' })
    this.pump()
    return true
  }

  decide(id: string, onTaken: 'replace' | 'rename'): void {
    const job = this.find(id)
    if (job) Object.assign(job, { onTaken, state: 'waiting' })
    this.pump()
  }

  retry(id: string): void {
    const job = this.find(id)
    if (job) Object.assign(job, { state: 'waiting', problem: undefined })
    this.pump()
  }

  /** Gives it up, and what has arrived of it. */
  cancel(id: string): void {
    const job = this.find(id)
    if (!job) return
    job.abort.abort()
    this.jobs.splice(this.jobs.indexOf(job), 1)
    // What cannot be reached now is cleaned by the worker when its time is over.
    if (job.uploadId && job.state !== 'done') this.api.cancelUpload(job.uploadId).catch(() => undefined)
    this.publish()
  }

  clearDone(): void {
    const left = this.jobs.filter(({ state }) => state !== 'done')
    this.jobs.splice(0, this.jobs.length, ...left)
    this.publish()
  }

  private find(id: string): Job | undefined {
    return this.jobs.find((job) => job.id === id)
  }

  private pump(): void {
    while (this.running < AT_ONCE) {
      const job = this.jobs.find(({ state, file }) => state === 'waiting' && file !== null)
      if (!job) break
      this.running++
      this.change(job, { state: 'sending' })
      void this.send(job).finally(() => {
        this.running--
        this.pump()
      })
    }
    this.publish()
  }

  private async send(job: Job): Promise<void> {
    const file = job.file as File
    for (let failures = 0; !job.abort.signal.aborted; ) {
      try {
        const path = file.size <= SMALL_BYTES ? await this.sendWhole(job, file) : await this.sendParts(job, file)
        return this.change(job, { state: 'done', sent: job.size, path })
      } catch (error) {
        if (job.abort.signal.aborted) return
        const { code, status } = error as { code?: string; status?: number }
        if (code === 'unreachable' || code === 'unavailable' || (status ?? 0) >= 500) {
          this.change(job, { state: 'offline' })
          // It is called offline until something arrives again.
          await connectionAgain(Math.min(MAX_WAIT_MS, 500 * 2 ** failures++), job.abort.signal)
        } else if (code === 'conflict') {
          return this.change(job, { state: 'taken' })
        } else {
          return this.change(job, { state: 'failed', problem: error })
        }
      }
    }
  }

  /** @returns where it is */
  private async sendWhole(job: Job, file: File): Promise<string> {
    const over = job.onTaken === 'replace' ? undefined : null
    for (const path of job.onTaken === 'rename' ? freeNames(job.path) : [job.path]) {
      try {
        await this.api.write(path, file, over, job.abort.signal)
        return path
      } catch (error) {
        if ((error as { code?: string }).code !== 'conflict' || job.onTaken !== 'rename') throw error
      }
    }
    throw Object.assign(new Error(job.path), { code: 'conflict' })
  }

  private async sendParts(job: Job, file: File): Promise<string> {
    const { path, size } = job
    job.uploadId ??= (await this.api.startUpload({ path, size, modifiedAtMs: file.lastModified })).id
    let offset = await this.api.uploadOffset(job.uploadId)
    this.change(job, { sent: offset })
    while (offset < size) {
      const part = file.slice(offset, Math.min(size, offset + PART_BYTES))
      try {
        offset = await this.api.sendPart(job.uploadId, offset, part, job.abort.signal)
      } catch (error) {
        if ((error as { code?: string }).code !== 'conflict') throw error
        // An answer was lost, or another tab sends the same: what has arrived says where to go on.
        offset = await this.api.uploadOffset(job.uploadId)
      }
      this.change(job, { sent: offset, state: 'sending' })
    }
    return (await this.api.finishUpload(job.uploadId, job.onTaken)).path
  }

  private change(job: Job, change: Partial<Upload>): void {
    Object.assign(job, change)
    this.publish()
  }

  private publish(): void {
    this.snapshot = this.jobs.map(({ id, path, size, sent, state, problem }) => ({
      id,
      path,
      size,
      sent,
      state,
      problem,
    }))
    for (const listener of this.listeners) listener()
  }
}

let lastId = 0

function newJob({ path, size, file }: { path: string; size: number; file: File | null }): Job {
  const id = `upload-${++lastId}`
  return {
    id,
    path,
    size,
    file,
    sent: 0,
    state: 'waiting',
    uploadId: null,
    onTaken: 'refuse',
    abort: new AbortController(),
  }
}

function* freeNames(path: string): Generator<string> {
  const slash = path.lastIndexOf('/')
  const dot = path.lastIndexOf('.')
  const end = dot > slash + 1 ? dot : path.length
  for (let number = 2; number < 50; number++) yield `${path.slice(0, end)} (${number})${path.slice(end)}`
}

/** After a while, or as soon as the browser says that it is online again. */
function connectionAgain(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, waitMs)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
