'use client'

import { useTranslations } from 'next-intl'
import Papa from 'papaparse'
import { useMemo } from 'react'

const MAX_ROWS = 1000
const MAX_COLUMNS = 100
const MAX_CELL_CHARS = 500

/** The beginning of a CSV file as a table: bounded, whatever the file says. */
export function CsvTable({ text, isCut, label }: { text: string; isCut: boolean; label: string }) {
  const t = useTranslations('files')
  const rows = useMemo(() => {
    const { data } = Papa.parse<string[]>(text, { preview: MAX_ROWS + 1, skipEmptyLines: true })
    return data.map((row) => row.slice(0, MAX_COLUMNS).map((cell) => cell.slice(0, MAX_CELL_CHARS)))
  }, [text])
  const [head = [], ...body] = rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="min-h-0 flex-1 overflow-auto" aria-label={label} tabIndex={0}>
      <table className="w-max min-w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have nothing else
                key={index}
                scope="col"
                className="sticky top-0 max-w-80 truncate border-b bg-surface px-3 py-1.5 text-left font-medium"
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.slice(0, MAX_ROWS - 1).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else
            <tr key={index} className="hover:bg-hover">
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have nothing else
                <td key={column} className="max-w-80 truncate border-b px-3 py-1 tabular-nums" title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(isCut || rows.length > MAX_ROWS) && <p className="p-3 text-muted-foreground text-sm">{t('beginningOnly')}</p>}
    </section>
  )
}
