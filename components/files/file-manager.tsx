'use client'

import { FolderOpen, FolderSearch, Search } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { FileEntry } from '#lib/workspaces/file-schema.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { readDropped } from './dropped-files.ts'
import { type FileDialog, FileDialogs } from './file-dialogs.tsx'
import { FileList } from './file-list.tsx'
import { FilePreview } from './file-preview.tsx'
import { ListingSkeleton } from './files-panel.tsx'
import { FilesToolbar } from './files-toolbar.tsx'
import { FolderTree } from './folder-tree.tsx'
import { folderOf, nameOf, shownName, WORKSPACE_ROOT } from './paths.ts'
import { QuotaBar } from './quota-bar.tsx'
import { SORTS, type SortBy, sortEntries } from './sort-entries.ts'
import { UploadTray } from './upload-tray.tsx'
import { entriesChangedBy, useChangedBy } from './use-changed-by.ts'
import { useFileActions } from './use-file-actions.ts'
import { useFileChanges } from './use-file-changes.ts'
import { useFolder } from './use-folder.ts'
import { useSelection } from './use-selection.ts'
import { useUploads } from './use-uploads.ts'

interface FileManagerProps {
  workspaceId: string
  meId: string
  canWrite: boolean
  agents: readonly { id: string; name: string }[]
}

const place = {
  folder: parseAsString,
  file: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault('name'),
  desc: parseAsBoolean.withDefault(false),
  q: parseAsString.withDefault(''),
}

/** The workspace's volume as a file manager. Where one is, and what is open, stands in the address. */
export function FileManager({ workspaceId, meId, canWrite, agents }: FileManagerProps) {
  const t = useTranslations('files')
  const locale = useLocale()
  const problemWords = useProblemWords()
  const [{ folder: named, file, sort, desc, q }, setPlace] = useQueryStates(place)
  const path = named ?? (file ? folderOf(file) : WORKSPACE_ROOT)
  const [again, setAgain] = useState(0)
  const [dialog, setDialog] = useState<FileDialog | null>(null)
  const [isDropTarget, setDropTarget] = useState(false)
  const live = useFileChanges(workspaceId)
  const version = live.version + again * 1_000_000
  const folder = useFolder(workspaceId, path, version)
  const agentNames = useMemo(() => new Map(agents.map(({ id, name }) => [id, name])), [agents])
  const byPath = useChangedBy(folder, live, agentNames)
  const changedBy = useMemo(() => entriesChangedBy(byPath, path), [byPath, path])
  const entries = useMemo(
    () => sortEntries(folder.entries, { by: sort, descending: desc, filter: q, locale }),
    [folder.entries, sort, desc, q, locale],
  )
  const names = useMemo(() => entries.map((entry) => entry.path), [entries])
  const selection = useSelection(names)
  const { queue, uploads } = useUploads(workspaceId, meId, canWrite)
  const lookAgain = useCallback(() => setAgain((count) => count + 1), [])
  const actions = useFileActions(workspaceId, lookAgain)
  const filePicker = useRef<HTMLInputElement>(null)
  const chosen = [...selection.chosen].map((name) => `${path}/${name}`)
  const [onlyChosen] = chosen.length === 1 ? chosen : []

  const openFolder = (next: string) => {
    selection.clear()
    void setPlace({ folder: next, file: null, q: null }, { history: 'push' })
  }
  const open = (entry: FileEntry) => {
    const next = `${path}/${entry.path}`
    if (entry.kind === 'directory') openFolder(next)
    else if (entry.kind !== 'other') void setPlace({ folder: path, file: next }, { history: file ? 'replace' : 'push' })
  }
  const upload = async (event: DragEvent) => {
    setDropTarget(false)
    if (!canWrite || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    const { files, emptyFolders } = await readDropped(event.dataTransfer, path)
    queue.add(files)
    for (const empty of emptyFolders) await actions.makeFolder(empty).catch((error) => toast.error(problemWords(error)))
  }
  const remove = () => {
    if (chosen.length === 0) return
    if (file && chosen.includes(file)) void setPlace({ folder: path, file: null })
    void actions.remove(chosen)
    selection.clear()
  }
  // An address that somebody wrote by hand, or from before a move.
  useEffect(() => {
    if (path !== WORKSPACE_ROOT && !path.startsWith(`${WORKSPACE_ROOT}/`)) void setPlace({ folder: null, file: null })
  }, [path, setPlace])

  return (
    <>
      <PageHeader title={t('files')}>
        <QuotaBar workspaceId={workspaceId} version={version} />
      </PageHeader>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button "Upload" does the same by keyboard */}
      <div
        data-drop-zone
        className="relative flex min-h-0 flex-1"
        onDragOver={(event) => {
          if (!canWrite || !event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setDropTarget(true)
        }}
        onDragLeave={(event) => {
          if (event.currentTarget === event.target) setDropTarget(false)
        }}
        onDrop={(event) => void upload(event)}
      >
        <aside aria-label={t('folders')} className="flex w-56 shrink-0 flex-col border-r bg-surface max-lg:hidden">
          <FolderTree
            workspaceId={workspaceId}
            path={path}
            version={version}
            onOpen={openFolder}
            onMove={canWrite ? (paths, target) => void actions.move(paths, target) : undefined}
          />
        </aside>
        <div className={cn('@container flex min-w-0 flex-1 flex-col', file && 'max-md:hidden')}>
          <div className="flex min-h-10 flex-wrap items-center gap-2 border-b px-2 py-1">
            <Breadcrumbs
              path={path}
              onOpen={openFolder}
              onMove={canWrite ? (paths, target) => void actions.move(paths, target) : undefined}
            />
            <div className="relative @max-lg:order-last @max-lg:w-full">
              <Search aria-hidden className="absolute top-2 left-2 size-4 text-muted-foreground" />
              <Input
                type="search"
                value={q}
                aria-label={t('filter')}
                placeholder={t('filter')}
                onChange={(event) => void setPlace({ q: event.target.value || null })}
                className="w-44 pl-7 @max-lg:w-full"
              />
            </div>
            <FilesToolbar
              workspaceId={workspaceId}
              folder={path}
              chosen={chosen}
              canWrite={canWrite}
              isFolderChosen={entries.some((entry) => entry.kind === 'directory' && selection.chosen.has(entry.path))}
              onUpload={() => filePicker.current?.click()}
              onNewFolder={() => setDialog('folder')}
              onRename={() => setDialog('rename')}
              onMove={() => setDialog('move')}
              onDelete={remove}
              onTrash={() => setDialog('trash')}
            />
          </div>
          {folder.state === 'loading' && <ListingSkeleton />}
          {folder.state === 'failed' && (
            <ErrorState
              title={t('cannotOpen')}
              description={problemWords(folder.problem)}
              action={<Button onClick={lookAgain}>{t('loadAgain')}</Button>}
            />
          )}
          {folder.state === 'ready' && folder.entries.length === 0 && (
            <EmptyState
              icon={FolderOpen}
              title={t(path === WORKSPACE_ROOT ? 'noFiles' : 'emptyFolder')}
              description={t(canWrite ? 'dropHere' : 'noFilesDescription')}
              action={
                canWrite && (
                  <Button variant="primary" onClick={() => filePicker.current?.click()}>
                    {t('upload')}
                  </Button>
                )
              }
            />
          )}
          {folder.entries.length > 0 && entries.length === 0 && (
            <EmptyState
              icon={FolderSearch}
              title={t('noMatch')}
              description={t('noMatchDescription', { filter: q })}
              action={<Button onClick={() => void setPlace({ q: null })}>{t('clearFilter')}</Button>}
            />
          )}
          {entries.length > 0 && (
            <FileList
              folder={path}
              entries={entries}
              selection={selection}
              sort={{ by: sort, descending: desc }}
              onSort={(by: SortBy) => void setPlace({ sort: by, desc: by === sort ? !desc : by !== 'name' })}
              changedBy={changedBy}
              canWrite={canWrite}
              onOpen={open}
              onUp={() => path !== WORKSPACE_ROOT && openFolder(folderOf(path))}
              onRename={() => onlyChosen && setDialog('rename')}
              onDelete={remove}
              onMoveDialog={() => chosen.length > 0 && setDialog('move')}
              onMove={(paths, target) => void actions.move(paths, target)}
            />
          )}
          <div className="mt-auto border-t px-3 py-1 text-muted-foreground text-xs" aria-live="polite">
            {t(folder.isPartial ? 'countPartial' : 'count', { count: entries.length })}
            {chosen.length > 0 && ` · ${t('chosen', { count: chosen.length })}`}
          </div>
        </div>
        {file && (
          <aside
            aria-label={t('preview')}
            className="flex w-[45%] min-w-0 shrink-0 flex-col border-l bg-surface max-md:w-full max-md:border-l-0"
          >
            <FilePreview
              key={file}
              workspaceId={workspaceId}
              path={file}
              version={version}
              canWrite={canWrite}
              changedBy={byPath.get(file)}
              onClose={() => void setPlace({ folder: path, file: null })}
              onOpen={(next) => {
                lookAgain()
                void setPlace({ folder: path, file: next })
              }}
            />
          </aside>
        )}
        {isDropTarget && (
          <div className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-xl border-2 border-ring border-dashed bg-accent-soft/80 font-medium">
            {t('dropInto', { folder: path === WORKSPACE_ROOT ? t('files') : shownName(nameOf(path)) })}
          </div>
        )}
      </div>
      <input
        ref={filePicker}
        type="file"
        multiple
        hidden
        aria-label={t('chooseFiles')}
        onChange={(event) => {
          queue.add([...(event.target.files ?? [])].map((each) => ({ file: each, path: `${path}/${each.name}` })))
          event.target.value = ''
        }}
      />
      <LiveWords byPath={byPath} />
      <UploadTray queue={queue} uploads={uploads} />
      <FileDialogs
        workspaceId={workspaceId}
        open={dialog}
        folder={path}
        chosen={chosen}
        version={version}
        canWrite={canWrite}
        actions={actions}
        onRenamed={(old, name) => {
          if (file === old) void setPlace({ folder: path, file: `${path}/${name}` })
          selection.chooseNamed([name])
        }}
        onEmptied={lookAgain}
        onClose={() => setDialog(null)}
      />
    </>
  )
}

/** Says the latest change to who does not see the list. */
function LiveWords({ byPath }: { byPath: ReadonlyMap<string, string> }) {
  const t = useTranslations('files')
  const latest = [...byPath].at(-1)
  return (
    <p className="sr-only" role="status">
      {latest && t('changedLive', { who: latest[1], name: nameOf(latest[0]) })}
    </p>
  )
}
