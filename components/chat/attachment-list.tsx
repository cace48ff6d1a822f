'use client'

import { FileText } from 'lucide-react'
import type { Attachment } from '#lib/stream/events.ts'

/** Where a file of the workspace is to be had; `inline` for those that a browser shows without running them. */
export function fileUrl(workspaceId: string, path: string, inline = false): string {
  const query = new URLSearchParams({ path, ...(inline && { inline: '1' }) })
  return `/api/v1/workspaces/${workspaceId}/files/content?${query}`
}

/** What is attached to a message: pictures as such, other files by name. */
export function AttachmentList({ workspaceId, files }: { workspaceId: string | null; files: readonly Attachment[] }) {
  if (files.length === 0) return null
  return (
    <ul className="flex max-w-[85%] flex-wrap justify-end gap-2">
      {files.map(({ path, name, mediaType }) => (
        <li key={path}>
          {workspaceId === null ? (
            <span className="flex max-w-64 items-center gap-2 rounded-lg border bg-raised px-3 py-2 text-sm">
              <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span className="truncate">{name}</span>
            </span>
          ) : mediaType.startsWith('image/') ? (
            <a href={fileUrl(workspaceId, path, true)} target="_blank" rel="noopener noreferrer" className="block">
              {/* biome-ignore lint/performance/noImgElement: behind the session's cookie, which no optimiser has */}
              <img
                src={fileUrl(workspaceId, path, true)}
                alt={name}
                loading="lazy"
                className="h-28 max-w-56 rounded-lg border bg-muted object-cover"
              />
            </a>
          ) : (
            <a
              href={fileUrl(workspaceId, path)}
              download
              className="flex max-w-64 items-center gap-2 rounded-lg border bg-raised px-3 py-2 text-sm hover:bg-hover"
            >
              <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span className="truncate">{name}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
