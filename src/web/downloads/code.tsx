/** Code that reads a file, in several languages. */
import { Command, codeLanguages, codeToRead, type ReadableFile } from '../site/api-examples.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** Renders the code that reads a file in each language. */
export const CodeToRead = (file: ReadableFile) => {
  const { downloads } = useMessages()
  return (
    <>
      {codeLanguages.map((language) => (
        <>
          <h4>
            <bdi>{language}</bdi>
          </h4>
          {language === 'Stata' && <p>{downloads.notRun}</p>}
          <Command label={downloads.reading(language)} text={codeToRead(language, file)} />
        </>
      ))}
    </>
  )
}
