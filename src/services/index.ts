// The services that there are: a line each. All else about one is in its folder.
export { imagekit } from './imagekit/imagekit';
export { oracle } from './oracle/oracle';
