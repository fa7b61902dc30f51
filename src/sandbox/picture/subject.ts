/** What a picture shows. */
export type Subject =
  'mug' | 'shirt' | 'poster' | 'chair' | 'plant' | 'lamp' | 'landscape' | 'city' | 'logo' | 'banner' | 'document' | 'film';

/** The colour that the thing in it has. */
export type Color =
  'blue' | 'red' | 'green' | 'black' | 'white' | 'yellow' | 'navy' | 'coral' | 'mint' | 'sand' | 'grey' | 'plum';
