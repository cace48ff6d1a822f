import { useCallback, useState } from 'react'
import { v7 as newId } from 'uuid'
import { type Problem, problemOf } from '#components/ui/problem.ts'
import type { Attachment } from '#lib/stream/events.ts'
import { chatApi } from './chat-api.ts'

/** What the server takes in one piece; larger files go into the workspace by its file manager. */
const MAX_BYTES = 8 * 1024 * 1024
const MAX_FILES = 10

export interface PendingFile {
  id: string
  file: File
  state: 'uploading' | 'ready' | 'failed'
  problem: Problem | null
  attachment: Attachment
}

/** Files on their way into the workspace, to be sent with the next message. */
export function useAttachments(workspaceId: string) {
  const [files, setFiles] = useState<PendingFile[]>([])

  const add = useCallback(
    (chosen: readonly File[]) => {
      const added = chosen.slice(0, MAX_FILES).map((file) => pendingFile(file))
      setFiles((known) => [...known, ...added].slice(0, MAX_FILES))
      for (const { id, file, attachment, state } of added) {
        if (state !== 'uploading') continue
        const settle = (change: Partial<PendingFile>) =>
          setFiles((known) => known.map((other) => (other.id === id ? { ...other, ...change } : other)))
        chatApi.uploadFile(workspaceId, attachment.path, file).then(
          () => settle({ state: 'ready' }),
          (error: unknown) => settle({ state: 'failed', problem: problemOf(error) }),
        )
      }
    },
    [workspaceId],
  )
  const remove = useCallback((id: string) => setFiles((known) => known.filter((other) => other.id !== id)), [])
  const clear = useCallback(() => setFiles([]), [])
  return { files, add, remove, clear }
}

function pendingFile(file: File): PendingFile {
  const id = newId()
  const name = file.name || `pasted.${file.type.split('/')[1] ?? 'bin'}`
  // A folder of its own, so that two of one name do not meet; the last digits are the random ones.
  const path = `/workspace/uploads/${id.slice(-8)}/${name}`
  const attachment = { path, name, size: file.size, mediaType: file.type || 'application/octet-stream' }
  const isTooLarge = file.size > MAX_BYTES
  const problem = isTooLarge ? { code: 'attachment_too_large', message: '' } : null
  return { id, file, attachment, state: isTooLarge ? 'failed' : 'uploading', problem }
}
