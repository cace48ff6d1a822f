'use client'

import { File, FileImage, FileSymlink, FileText, Folder } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { DragEvent, DragEventHandler, MouseEvent } from 'react'
import { cn } from '#components/ui/class-names.ts'
import type { FileEntry } from '#lib/workspaces/file-schema.ts'
import { shownName } from './paths.ts'
import { previewKindOf } from './preview-kind.ts'
import { useBytes } from './use-bytes.ts'

interface FileRowProps {
  index: number
  entry: FileEntry
  top: number
  columns: string
  isChosen: boolean
  isAt: boolean
  /** What is dragged would land in it. */
  isTarget: boolean
  changedBy: string | undefined
  canDrag: boolean
  onChoose: (how: { range?: boolean; toggle?: boolean }) => void
  onOpen: () => void
  onDragStart: (event: DragEvent) => void
  drop: { onDragOver?: DragEventHandler; onDragLeave?: DragEventHandler; onDrop?: DragEventHandler }
}

/** One entry of a folder. A click chooses it, its name opens it. */
export function FileRow(props: FileRowProps) {
  const { index, entry, top, columns, isChosen, isAt, isTarget, changedBy, canDrag, onChoose, onOpen } = props
  const t = useTranslations('files')
  const format = useFormatter()
  const bytes = useBytes()
  const Icon = iconOf(entry)
  const choose = (event: MouseEvent) => onChoose({ range: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of a grid that is drawn as it comes in sight
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and its keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus, and its keys
    <div
      role="row"
      id={`entry-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-name={entry.path}
      draggable={canDrag}
      onDragStart={props.onDragStart}
      {...props.drop}
      onClick={choose}
      onDoubleClick={onOpen}
      style={{ transform: `translateY(${top}px)` }}
      className={cn(
        columns,
        'absolute inset-x-0 top-0 h-9 cursor-default select-none items-center px-2 text-sm hover:bg-hover',
        isChosen && 'bg-accent-soft hover:bg-accent-soft',
        isAt &&
          'group-focus-visible/grid:outline-1 group-focus-visible/grid:outline-ring group-focus-visible/grid:-outline-offset-1',
        isTarget && 'bg-accent-soft outline-2 outline-ring -outline-offset-2',
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as the row */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as the row */}
      <span role="gridcell" className="flex min-w-0 items-center gap-2">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isChosen}
          aria-label={t('choose', { name: entry.path })}
          onChange={() => onChoose({ toggle: true })}
          onClick={(event) => event.stopPropagation()}
          className="size-4 shrink-0 accent-primary"
        />
        <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <button
          type="button"
          tabIndex={-1}
          onClick={(event) => {
            if (event.shiftKey || event.ctrlKey || event.metaKey) return
            event.stopPropagation()
            onChoose({})
            onOpen()
          }}
          disabled={entry.kind === 'other'}
          className="min-w-0 truncate rounded text-left hover:underline"
          title={entry.path}
        >
          {shownName(entry.path)}
        </button>
        {changedBy && (
          <span className="ml-auto max-w-28 shrink-0 truncate rounded bg-accent-soft px-1.5 py-0.5 text-accent text-xs">
            <span className="sr-only">{t('changedBy')} </span>
            {changedBy}
          </span>
        )}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as the row */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as the row */}
      <span role="gridcell" className="text-right text-muted-foreground tabular-nums">
        {entry.kind === 'file' && bytes(entry.size)}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as the row */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as the row */}
      <span role="gridcell" className="truncate pl-5 text-muted-foreground tabular-nums @max-md:hidden">
        {format.dateTime(new Date(entry.modifiedAtMs), { dateStyle: 'short', timeStyle: 'short' })}
      </span>
    </div>
  )
}

function iconOf(entry: FileEntry) {
  if (entry.kind === 'directory') return Folder
  if (entry.kind === 'link') return FileSymlink
  if (entry.kind === 'other') return File
  return previewKindOf(entry.path) === 'image' ? FileImage : FileText
}
