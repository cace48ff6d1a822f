'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { cn } from '#components/ui/class-names.ts'
import type { FileEntry } from '#lib/workspaces/file-schema.ts'
import { draggedPaths, MOVED_TYPE } from './dragged-paths.ts'
import { FileRow } from './file-row.tsx'
import { pressKey } from './list-keys.ts'
import type { SortBy } from './sort-entries.ts'
import type { useSelection } from './use-selection.ts'

const ROW_PX = 36

interface FileListProps {
  folder: string
  entries: readonly FileEntry[]
  selection: ReturnType<typeof useSelection>
  sort: { by: SortBy; descending: boolean }
  onSort: (by: SortBy) => void
  /** Who changed an entry while this page was open. */
  changedBy: ReadonlyMap<string, string>
  canWrite: boolean
  onOpen: (entry: FileEntry) => void
  onUp: () => void
  onRename: () => void
  onDelete: () => void
  onMoveDialog: () => void
  onMove: (paths: string[], target: string) => void
}

const COLUMNS = 'grid grid-cols-[minmax(0,1fr)_5rem] @md:grid-cols-[minmax(0,1fr)_6rem_9rem]'

/** A folder's entries, drawn as far as they are in sight: a hundred thousand scroll as well as ten. */
export function FileList(props: FileListProps) {
  const { folder, entries, selection, sort, onSort, changedBy, canWrite, onOpen, onMove } = props
  const t = useTranslations('files')
  const scroller = useRef<HTMLDivElement>(null)
  const [target, setTarget] = useState<string | null>(null)
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => entries[index]?.path ?? index,
  })
  const { atIndex } = selection
  useEffect(() => {
    if (atIndex >= 0) virtualizer.scrollToIndex(atIndex)
  }, [atIndex, virtualizer])
  const chosenPaths = () => [...selection.chosen].map((name) => `${folder}/${name}`)

  const onKeyDown = (event: KeyboardEvent) => {
    const current = entries[atIndex]
    const isHandled = pressKey(event, {
      at: atIndex,
      last: entries.length - 1,
      page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1),
      canWrite,
      go: (index) => selection.choose(index, { range: event.shiftKey }),
      toggle: () => selection.choose(Math.max(0, atIndex), { toggle: true }),
      open: () => current && onOpen(current),
      up: props.onUp,
      clear: selection.clear,
      chooseAll: selection.chooseAll,
      rename: props.onRename,
      remove: props.onDelete,
      move: props.onMoveDialog,
    })
    if (isHandled) event.preventDefault()
  }
  const dropOn = (path: string) => ({
    onDragOver: (event: DragEvent) => {
      if (!canWrite || !event.dataTransfer.types.includes(MOVED_TYPE)) return
      event.preventDefault()
      event.stopPropagation()
      setTarget(path)
    },
    onDragLeave: () => setTarget(null),
    onDrop: (event: DragEvent) => {
      const paths = draggedPaths(event.dataTransfer)
      setTarget(null)
      if (!canWrite || paths.length === 0 || paths.includes(path)) return
      event.preventDefault()
      event.stopPropagation()
      onMove(paths, path)
    },
  })

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be drawn one by one as they come in sight
    <div
      role="grid"
      aria-label={t('entriesOf', { folder })}
      aria-multiselectable
      aria-rowcount={entries.length + 1}
      aria-activedescendant={atIndex >= 0 ? `entry-${atIndex}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group/grid @container flex min-h-0 flex-1 flex-col outline-none focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-2"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div role="row" aria-rowindex={1} className={cn(COLUMNS, 'h-8 shrink-0 items-center border-b px-2 text-sm')}>
        <Head by="name" sort={sort} onSort={onSort} className="pl-8" />
        <Head by="size" sort={sort} onSort={onSort} className="justify-end" />
        <Head by="modified" sort={sort} onSort={onSort} className="pl-4 @max-md:hidden" />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto">
        <div role="presentation" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const entry = entries[index] as FileEntry
            const path = `${folder}/${entry.path}`
            return (
              <FileRow
                key={key}
                index={index}
                entry={entry}
                top={start}
                columns={COLUMNS}
                isChosen={selection.chosen.has(entry.path)}
                isAt={index === atIndex}
                isTarget={target === path}
                changedBy={changedBy.get(entry.path)}
                canDrag={canWrite}
                onChoose={(how) => selection.choose(index, how)}
                onOpen={() => onOpen(entry)}
                onDragStart={(event) => {
                  const paths = selection.chosen.has(entry.path) ? chosenPaths() : [path]
                  event.dataTransfer.setData(MOVED_TYPE, JSON.stringify(paths))
                  event.dataTransfer.effectAllowed = 'move'
                }}
                drop={entry.kind === 'directory' ? dropOn(path) : {}}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface HeadProps {
  by: SortBy
  sort: { by: SortBy; descending: boolean }
  onSort: (by: SortBy) => void
  className?: string
}

function Head({ by, sort, onSort, className }: HeadProps) {
  const t = useTranslations('files')
  const isBy = sort.by === by
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its button is
    <span
      role="columnheader"
      aria-sort={isBy ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={cn('flex min-w-0', className)}
    >
      <button
        type="button"
        onClick={() => onSort(by)}
        className="flex items-center gap-1 rounded px-1 text-muted-foreground hover:text-foreground"
      >
        {t(`columns.${by}`)}
        {isBy && <Arrow aria-hidden className="size-3.5" />}
      </button>
    </span>
  )
}
