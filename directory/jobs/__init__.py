"""What has to be done without anybody asking: letters that are due, and what is due every day.

Run by the server processes in threads of their own, or by ``directory work``; any number of them side by side.
"""

from directory.jobs.inside import Inside, start_inside
from directory.jobs.job import Job
from directory.jobs.own import makers, own_jobs
from directory.jobs.running import Ran, run_due, run_job

__all__ = ["Inside", "Job", "Ran", "makers", "own_jobs", "run_due", "run_job", "start_inside"]
