/** The texts of the page's language: the build makes one script for each language, and puts its catalogue here. */
export { en as messages } from '../messages/en.ts'
