// The course as a reader meets it: modules in order, lessons in order. Types only.

export interface Lesson {
  /** `subject/lesson`, permanent: folder and file name without their number prefixes. */
  readonly id: string;
  /** Id of the module that lists it. Modules may be cut anew; the id of a lesson does not know them. */
  readonly module: string;
  readonly title: string;
  /** Path relative to the course, e.g. `lessons/01-threads/01-who-remembers.mdx`. */
  readonly file: string;
}

export interface Module {
  readonly id: string;
  readonly title: string;
  /** What the learner can do afterwards. */
  readonly goal: string;
  readonly lessons: readonly Lesson[];
}

export interface CourseOutline {
  readonly modules: readonly Module[];
  /** Ids of all exercises, in alphabetical order. */
  readonly exercises: readonly string[];
}
